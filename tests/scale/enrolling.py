"""What a process of a race for seats does: enrol many teams over the page, as the others do at that moment.

With `careless` it is done as one would without thinking: look whether the team fits, then write it down. The
edition is not locked, nothing is one transaction, and all look before anybody writes.
"""

import os
import time
from contextlib import ExitStack, nullcontext
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

PROCESSES = 3
SCHOOLS, PER_SCHOOL, PARTICIPANTS = 10, 2, 17  # seed 000 lines 53 and 68


def opened(partnership: str, number_of_schools: int) -> dict[str, Any]:
    """Open an edition with the limits of the seed, and add schools; return their ids."""
    from startlijn.base.access.rules import operator
    from startlijn.base.organisations.models import Board, School
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within
    from startlijn.domain.courses import actions
    from startlijn.domain.courses.terms import CourseKind, EditionState

    by = operator(UUID(partnership))
    with within(by.partnership_id):
        board = Board.objects.order_by("pk")[0]
        code = f"C{time.monotonic_ns()}"
        schools = [
            School(
                partnership_id=by.partnership_id,
                board=board,
                name=f"{code} {number}",
                sector="vo",
                place="Utrecht",
            )
            for number in range(number_of_schools)
        ]
        School.objects.bulk_create(schools)
        facts = actions.CourseFacts(code[:20], CourseKind.PLG, "ICLON", code)
        course = actions.create_course(by=by, at=now(), facts=facts)
        edition = actions.create_edition(
            by=by,
            at=now(),
            course_id=course.pk,
            school_year=2026,
            facts=actions.EditionFacts(reference_on=date(2026, 10, 1)),
        )
        actions.move_edition(by=by, at=now(), edition_id=edition.pk, state=EditionState.OPEN)
    return {"edition": str(edition.pk), "schools": [str(school.pk) for school in schools]}


def enrol(start: str, careless: bool, session: str, edition: str, schools: list[str]) -> list[int]:
    """Type in a team of each school, a pair and a single in turn; return what each page answered."""
    from django.test import Client

    from tests.scale.program import _wait

    client = Client(SERVER_NAME="localhost")
    client.cookies["sessionid"] = session
    client.get(f"/courses/desk/{edition}/intake/")
    _wait(start)
    said = []
    with _careless(start) if careless else nullcontext():
        for number, school in enumerate(schools):
            names = [f"{os.getpid()}.{number}.{place}" for place in range(1 + number % 2)]
            given = {f"name_{place}": name for place, name in enumerate(names, start=1)}
            fixed = {"source": "mail", "contact_name": "Sanne", "contact_language": "nl"}
            more = {"school_id": school, "contact_email": "sanne@example.org"}
            answer = client.post(f"/courses/desk/{edition}/intake/", given | fixed | more)
            said.append(answer.status_code)
    return said


def _careless(start: str) -> ExitStack:
    """Leave the guards out: who looks waits for the others to have looked as well, and writes then."""
    from startlijn.domain.courses import actions
    from startlijn.domain.courses.actions import enrolling
    from startlijn.domain.courses.models import Edition, Enrolment
    from startlijn.domain.courses.queries.seats import limits_of, seated, team_of
    from startlijn.domain.courses.rules.admission import Seats

    def take(by: Any, at: Any, edition: Any, newcomer: UUID) -> list[Any]:
        rows = seated(edition)
        confirmed = [team_of(row) for row in rows if row.state == "confirmed"]
        (own,) = [row for row in rows if row.pk == newcomer]
        blocked = Seats(limits_of(edition), confirmed).blocks(team_of(own))
        _meet(start)
        if blocked is None:
            Enrolment.objects.filter(pk=newcomer).update(state="confirmed", confirmed_at=at)
        return []

    verb: Any = actions.enrol
    stack = ExitStack()
    stack.enter_context(patch.object(enrolling, "admit", take))
    stack.enter_context(patch.object(enrolling, "locked", lambda pk: Edition.objects.get(pk=pk)))
    stack.enter_context(patch.object(actions, "enrol", verb.__wrapped__))
    return stack


_met = count()


def _meet(start: str) -> None:
    """Wait until every process is at the same point of its work."""
    place, round_ = Path(start), next(_met)
    Path(f"{start}.{round_}.{os.getpid()}").touch()
    until = time.monotonic() + 120  # then another process is gone
    while time.monotonic() < until and len(list(place.parent.glob(f"{place.name}.{round_}.*"))) < PROCESSES:
        time.sleep(0.002)


def seated(edition: str) -> dict[str, Any]:
    """Return who is in and who waits, and what the rules promise for the same enrolments in that order."""
    from startlijn.base.tenancy import everywhere
    from startlijn.domain.courses.models import Enrolment
    from startlijn.domain.courses.rules.admission import Limits
    from startlijn.domain.courses.rules.replay import Action, Event, replay

    with everywhere("race"):
        rows = list(
            Enrolment.objects.filter(edition=UUID(edition))
            .prefetch_related("participants")
            .order_by("enrolled_at", "pk")
        )
        teams = [
            (row, str(row.school_id), tuple(sorted(p.name for p in row.participants.all()))) for row in rows
        ]
    promised = replay(
        [Event(row.enrolled_at, Action.ENROL, school, names) for row, school, names in teams],
        Limits(SCHOOLS, PER_SCHOOL, PARTICIPANTS),
    )
    there = {
        state: [[s, *n] for row, s, n in teams if row.state == state] for state in ("confirmed", "waiting")
    }
    return {
        "confirmed": sorted(there["confirmed"]),
        "waiting": there["waiting"],
        "promised": sorted([team.school, *team.names] for team in promised.confirmed),
        "promised_waiting": [[team.school, *team.names] for team in promised.waiting],
    }
