"""What a process of a race does: reads one command per line (JSON: verb and arguments), prints its result.

Started as `python -m tests.scale.program` with DATABASE_URL set. `prepare` makes the tables and a
partnership. The verbs of a race get a start file and wait for it, so that all processes begin together;
with `careless` the guard is left out, and the race must be lost.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import django


def _wait(start: str) -> None:
    while not Path(start).exists():
        time.sleep(0.002)


def prepare() -> object:
    from django.core.management import call_command

    from startlijn.base.access.terms import Role
    from tests.conftest import World

    call_command("migrate", verbosity=0)
    world = World()
    browser = world.browser(world.person(Role.COORDINATOR))
    return {"partnership": str(world.partnership.pk), "session": browser.cookies["sessionid"].value}


def put(partnership: str, count: int, kind: str = "scale.double") -> list[str]:
    from startlijn.base.access.rules import operator
    from startlijn.base.post.actions import enqueue
    from startlijn.base.seams import now

    by = operator(UUID(partnership))
    payloads = [{"name": str(number)} for number in range(count)]
    return [str(enqueue(by=by, at=now(), kind=kind, payload=payload)) for payload in payloads]


def mail(partnership: str) -> str:
    """Put a mail in the outbox; return its id."""
    from startlijn.base.access.rules import operator
    from startlijn.base.post.actions import send_mail
    from startlijn.base.seams import now

    context = {"first_name": "Noor", "link": "/groups/"}
    sent = send_mail(
        by=operator(UUID(partnership)),
        at=now(),
        to="noor@example.org",
        template="groups_published",
        language="nl",
        context=context,
    )
    return str(sent)


def mail_state(mail: str) -> str:
    """Return where a mail stands."""
    from startlijn.base.post.models import Mail
    from startlijn.base.tenancy import everywhere

    with everywhere("look"):
        return str(Mail.objects.get(pk=mail).state)


def hurry() -> int:
    """Take back what silent workers held, and let it be done at once instead of in a while."""
    from startlijn.base.post.actions.running import reap
    from startlijn.base.post.models import Job
    from startlijn.base.seams import now
    from startlijn.base.tenancy import everywhere

    expire()
    reap(at=now())
    with everywhere("hurry"):
        return Job.objects.filter(state="waiting").update(run_after=now())


def _careless_take(at):
    """Take a job as one would without thinking: look, then write."""
    from startlijn.base.post.models import Job
    from startlijn.base.post.terms import LEASE, Claimed
    from startlijn.base.seams import new_token

    job = Job.objects.filter(state="waiting").order_by("id").first()
    if job is None:
        return None
    time.sleep(0.005)
    lease = new_token()
    Job.objects.filter(pk=job.pk).update(
        state="running", lease=lease, leased_until=at + LEASE, attempts=job.attempts + 1
    )
    return Claimed(job.pk, job.kind, lease, job.attempts + 1)


def claim(start: str, careless: bool) -> list[str]:
    """Take jobs until there is none, and return which."""
    from startlijn.base.post.actions import running
    from startlijn.base.seams import now
    from startlijn.base.tenancy import everywhere

    _wait(start)
    mine = []
    empty = 0
    while empty < 5:
        if careless:
            with everywhere("race"):
                claimed = _careless_take(now())
        else:
            claimed = running.claim(at=now())
        if claimed is None:
            empty += 1
            time.sleep(0.02)
            continue
        mine.append(str(claimed.id))
    return mine


def once(start: str, careless: bool, partnership: str, count: int) -> list[str]:
    """Do every request in turn, each with its key, as all other processes do; return where each led."""
    from startlijn.base.access.rules import operator
    from startlijn.base.organisations.actions import create_sub_region
    from startlijn.base.post.actions import once as keys
    from startlijn.base.post.terms import Answer
    from startlijn.base.seams import new_id, now
    from startlijn.base.tenancy import within

    by = operator(UUID(partnership))
    _wait(start)
    places = []
    for number in range(count):

        def effect(number: int = number) -> Answer:
            with within(by.partnership_id):
                row = create_sub_region(by=by, at=now(), name=f"once{careless} {number} {new_id()}")
            return Answer(302, f"/{row.pk}/")

        key = str(new_id()) if careless else f"request {number}"
        answer = keys.once(
            by=by, at=now(), key=key, fingerprint="same", effect=effect, keep=lambda answer: True
        )
        places.append(answer.location)
    return places


def enqueue(start: str, careless: bool, partnership: str, count: int) -> list[str]:
    """Ask for the same jobs as all other processes do; return the ids."""
    from startlijn.base.access.rules import operator
    from startlijn.base.post import actions
    from startlijn.base.seams import new_id, now

    by = operator(UUID(partnership))
    _wait(start)
    return [
        str(
            actions.enqueue(
                by=by,
                at=now(),
                kind="scale.double",
                payload={"name": "x"},
                key=str(new_id()) if careless else f"job {number}",
            )
        )
        for number in range(count)
    ]


def busy(start: str, careless: bool, partnership: str) -> str:
    """Do one slow request that others do too; say whether it was done here, there, or took too long."""
    from startlijn.base.access.rules import operator
    from startlijn.base.post.actions import once as keys
    from startlijn.base.post.terms import Answer, KeyBusyError
    from startlijn.base.seams import now

    keys._WAIT = "'300ms'"

    def effect() -> Answer:
        time.sleep(2)
        return Answer(204)

    by = operator(UUID(partnership))
    _wait(start)
    try:
        answer = keys.once(
            by=by, at=now(), key="busy", fingerprint="same", effect=effect, keep=lambda answer: True
        )
    except KeyBusyError:
        return "busy"
    return "there" if answer.replayed else "here"


def starter(partnership: str) -> str:
    """Make a trajectory; return its id."""
    from datetime import date

    from startlijn.base.people.models import Person
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within
    from startlijn.domain.guidance.models import Trajectory

    with within(UUID(partnership)):
        made = Trajectory.objects.create(
            partnership_id=UUID(partnership),
            person=Person.objects.create(given_name="Noor"),
            sector="po",
            starter_type="recent_graduate",
            started_on=date(2026, 8, 1),
            ends_on=date(2029, 8, 1),
            registered_at=now(),
        )
    return str(made.pk)


def pause(start: str, careless: bool, partnership: str, trajectory: str, count: int) -> list[str]:
    """Write pauses that all other processes write too, in turn; return those that came in.

    PostgreSQL refuses some as a deadlock: two that overlap can each wait for the other.
    """
    from datetime import date, timedelta

    from django.db import IntegrityError, OperationalError, transaction

    from startlijn.base.tenancy import within
    from startlijn.domain.guidance.models import Pause

    _wait(start)
    written = []
    for number in range(count):
        day = date(2027, 1, 1) + timedelta(days=2 * number)
        with within(UUID(partnership)):
            try:
                with transaction.atomic():
                    Pause.objects.create(
                        partnership_id=UUID(partnership),
                        trajectory_id=UUID(trajectory),
                        started_on=day,
                        finished_on=day + timedelta(days=2),
                    )
            except (IntegrityError, OperationalError):
                continue
        written.append(day.isoformat())
    return written


def stand_still(start: str, careless: bool, partnership: str, trajectory: str, count: int) -> list[str]:
    """Let a line stand still in periods that all other processes write too; return what became of each."""
    from datetime import date, timedelta

    from startlijn.base.access.rules import operator
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within
    from startlijn.domain.guidance.actions import pause as let_stand_still

    _wait(start)
    said = []
    for number in range(count):
        day = date(2028, 1, 1) + timedelta(days=2 * number)
        try:
            with within(UUID(partnership)):
                let_stand_still(
                    by=operator(UUID(partnership)),
                    at=now(),
                    trajectory_id=UUID(trajectory),
                    started_on=day,
                    finished_on=day + timedelta(days=2),
                )
        except Exception as error:
            said.append(type(error).__name__)
        else:
            said.append("written")
    return said


def broken_commit(partnership: str, after: bool) -> object:
    """Lose the connection before or after a commit, send again; return what the second time was answered."""
    from django.db import OperationalError, connection

    from startlijn.base.access.rules import operator
    from startlijn.base.organisations.actions import create_sub_region
    from startlijn.base.post.actions import once as keys
    from startlijn.base.post.terms import Answer
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within

    by = operator(UUID(partnership))
    name = f"commit{after} 1"
    commit = connection._commit

    def effect() -> Answer:
        with within(by.partnership_id):
            row = create_sub_region(by=by, at=now(), name=name)
        return Answer(302, f"/{row.pk}/")

    def ask() -> Answer:
        return keys.once(
            by=by, at=now(), key=name, fingerprint="same", effect=effect, keep=lambda answer: True
        )

    def break_off() -> None:
        if after:
            commit()
        raise OperationalError("the connection is gone")

    connection._commit = break_off
    try:
        ask()
    except OperationalError:
        connection.close()
    finally:
        connection._commit = commit
    return {"replayed": ask().replayed, "rows": len(count()[f"commit{after}"])}


def tokens(partnership: str, count: int) -> list[str]:
    """Return so many keys for the API of the coordinator, for rounds: each may call so often a minute."""
    from datetime import timedelta

    from startlijn.base.access.terms import Permission
    from startlijn.base.people import actions as people
    from startlijn.base.people.models import Person
    from startlijn.base.people.queries import actor_of_person
    from startlijn.base.seams import now
    from startlijn.base.tenancy import everywhere, within

    with everywhere("the one coordinator"):
        person = Person.objects.get(account__isnull=False)
    by = actor_of_person(person.pk, partnership_id=UUID(partnership), at=now())
    with within(UUID(partnership)):
        made = [
            people.create_token(
                by=by,
                at=now(),
                purpose=f"program {number}",
                permissions=[Permission.ROUNDS_MANAGE],
                expires_at=now() + timedelta(days=1),
            )
            for number in range(count)
        ]
    return [each.text for each in made]


def written() -> dict[str, Any]:
    """Return the numbers in the names of what pages and the API made."""
    from startlijn.base.organisations.models import SubRegion
    from startlijn.base.tenancy import everywhere
    from startlijn.domain.groups.models import Round

    with everywhere("count"):
        calls = Round.objects.filter(name__startswith="call ").values_list("name", flat=True)
        forms = SubRegion.objects.filter(name__startswith="page ").values_list("name", flat=True)
        return {
            "calls": [name.split()[1] for name in calls],
            "forms": [name.split()[1] for name in forms],
            "journal_whole": count()["journal_whole"],
        }


def look(jobs: list[str]) -> object:
    """Return state, code, attempts and progress of jobs."""
    from startlijn.base.post.queries import job_view
    from startlijn.base.tenancy import everywhere

    with everywhere("look"):
        views = [job_view(UUID(job)) for job in jobs]
    return [[view.state, view.code, view.attempts, dict(view.progress)] for view in views]


def expire() -> int:
    """End all leases, as if the workers had been silent too long."""
    from startlijn.base.post.models import Job
    from startlijn.base.seams import now
    from startlijn.base.tenancy import everywhere

    with everywhere("expire"):
        return Job.objects.filter(state="running").update(leased_until=now())


def count() -> dict[str, Any]:
    """Return what is there: rows made by pages, by jobs and under keys; jobs by state; keys."""
    from startlijn.base.journal.queries import chains, check_chain
    from startlijn.base.organisations.models import SubRegion
    from startlijn.base.post.models import IdempotencyKey, Job
    from startlijn.base.tenancy import everywhere

    with everywhere("count"):
        names = list(SubRegion.objects.values_list("name", flat=True))
        states: dict[str, int] = {}
        for state in Job.objects.filter(kind__startswith="scale.").values_list("state", flat=True):
            states[state] = states.get(state, 0) + 1
        attempts = list(Job.objects.filter(kind="scale.double").values_list("attempts", flat=True))
        found = {
            kind: sorted(name.split()[1] for name in names if name.startswith(f"{kind} "))
            for kind in ("page", "job", "onceFalse", "onceTrue", "commitFalse", "commitTrue")
        }
        whole = all(check_chain(chain).whole for chain in chains())
        return {
            **found,
            "states": states,
            "attempts": sum(attempts),
            "keys": IdempotencyKey.objects.count(),
            "journal_whole": whole,
        }


def main() -> None:
    django.setup()
    from tests.scale.enrolling import enrol, opened, seated

    verbs = {
        verb.__name__: verb
        for verb in (
            prepare,
            put,
            mail,
            mail_state,
            hurry,
            claim,
            once,
            enqueue,
            busy,
            starter,
            pause,
            stand_still,
            broken_commit,
            tokens,
            written,
            look,
            expire,
            count,
            opened,
            enrol,
            seated,
        )
    }
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        sys.stdout.write(f"{json.dumps(verbs[verb](*arguments))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
