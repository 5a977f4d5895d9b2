"""Small partnerships for the stories of the induction line, each with its own school and people.

Run as a program on the data folder of a running Startlijn: builds the houses through the real actions and
writes how to come in; with names only those houses. Another house is where the strangers live.
"""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import django
from django.utils.translation import override

HOUSES = ("design", "starters", "practice", "right", "review", "pages")
EDUCATOR = ("school_educator", "school")


class House:
    """One partnership with a school, the school of strangers, and the people that a story needs."""

    def __init__(self, name: str) -> None:
        from startlijn.base.seams import now
        from tests.conftest import World

        self.at: datetime = now()
        self.today: date = self.at.date()
        self.world = World(f"huis-{name}")
        self.school = self.world.add_school(f"De Wilgentuin {name}")
        self.keys: dict[str, str] = {}
        self.ids: dict[str, str] = {"school_id": str(self.school.pk)}
        self.educator = self.enters("educator", *EDUCATOR, self.school.pk, "Eva")
        other_board = self.world.add_board("Bestuur Elders")
        elsewhere = self.world.add_school("Het Verre Eind", board=other_board)
        self.enters("stranger", *EDUCATOR, elsewhere.pk, "Vera")

    def enters(self, key: str, role: str, place: str, place_id: Any, name: str):
        """Somebody with a role who can come in; return the person."""
        person = self.world.person(role, place, place_id, name=name)
        self.keys[key] = self.key_of(person)
        return person

    def key_of(self, person: Any) -> str:
        """The session of a browser in which this person is logged in."""
        return self.world.browser(person).cookies["sessionid"].value

    def do(self, verb: Callable[..., Any], **given: Any) -> Any:
        """Do a verb now, as the one who runs this Startlijn."""
        with self.world.here():
            return verb(by=self.world.operator, at=self.at, **given)

    def programme(self) -> Any:
        """The packaged programme of primary education, in force since last school year."""
        from startlijn.domain.induction import actions
        from startlijn.engines.schoolyear import school_year_of

        title, school = "Starten op De Wilgentuin", self.school.pk
        made = self.do(
            actions.start_programme, sector="po", title=title, school_id=school, template="po.2026-1"
        )
        self.do(actions.send_for_consultation, version_id=made.pk, on=self.today)
        year = school_year_of(self.today).begins_in - 1
        self.do(actions.put_in_force, version_id=made.pk, from_year=year)
        self.ids |= {"programme": str(made.programme_id), "version": str(made.pk)}
        return made

    def coach(self, key: str, name: str, subjects: str, days: list[str]):
        """A trained coach of the school, with what suits a starter."""
        from startlijn.domain.guidance import actions

        person = self.enters(key, "coach", "school", self.school.pk, name)
        self.do(
            actions.keep_coach,
            person_id=person.pk,
            school_id=self.school.pk,
            training="trained",
            trained_until=None,
            most_starters=4,
            hours_per_year=80,
            subjects=subjects,
            days=days,
        )
        return person

    def starter(self, name: str, email: str):
        """Somebody who began four months ago, with a line; return the trajectory."""
        from datetime import UTC, time

        from startlijn.base.people.models import Person
        from startlijn.base.seams import fixed
        from startlijn.domain.guidance import actions
        from startlijn.domain.guidance.terms import NewEmployment, StarterType

        began = self.today - timedelta(days=120)
        moment = datetime.combine(began, time(9), UTC)
        with self.world.here(), fixed(at=moment):
            made = actions.register_starter(
                by=self.world.operator,
                at=moment,
                given_name=name,
                family_name="de Wit",
                email=email,
                language="nl",
                sector="po",
                starter_type=StarterType.RECENT_GRADUATE,
                started_on=began,
                employments=[NewEmployment(started_on=began, school_id=self.school.pk)],
            )
            person = Person.objects.select_related("account").get(pk=made.person_id)
        self.keys["starter"] = self.key_of(person)
        self.ids["trajectory"] = str(made.pk)
        return made

    def pair(self, trajectory: Any, coach: Any) -> None:
        """Let the coach guide the starter from the first day."""
        from startlijn.domain.guidance import actions

        began = trajectory.started_on
        self.do(actions.pair, trajectory_id=trajectory.pk, coach_id=coach.pk, started_on=began)


def design(house: House) -> None:
    """A school without a programme."""


def starters(house: House) -> None:
    """A school with a programme and two coaches; HR of its board has a file."""
    house.programme()
    house.enters("hr", "hr_advisor", "board", house.world.board.pk, "Hanna")
    house.coach("coach", "Cas", "groep 5, groep 6", ["mon", "tue"])
    house.coach("other", "Kim", "groep 1", ["thu", "fri"])


def practice(house: House) -> None:
    """A talk of yesterday that nobody confirmed, and the letter about it."""
    from django.db import transaction

    from startlijn.base.post.models import Mail
    from startlijn.domain.guidance import actions
    from startlijn.domain.guidance.models import Step

    house.programme()
    coach = house.coach("coach", "Cas", "groep 5", ["mon"])
    trajectory = house.starter("Sil", "sil.practice@example.org")
    house.pair(trajectory, coach)
    yesterday = house.today - timedelta(days=1)
    with house.world.here():
        recent = list(Step.objects.filter(trajectory=trajectory, planned_on__lte=house.today))
    for step in recent:
        house.do(actions.cancel_step, step_id=step.pk, expected_version=step.version)
    house.do(
        actions.add_step,
        trajectory_id=trajectory.pk,
        title="Koffie met je coach",
        planned_on=yesterday,
        minutes=45,
        with_coach=True,
    )
    # The worker empties a letter once it is sent: read it before anybody else can.
    with transaction.atomic():
        house.do(actions.send_letters)
        with house.world.here():
            letter = Mail.objects.get(to="sil.practice@example.org")
    house.ids["letter"] = letter.context["steps"]


def right(house: House) -> None:
    """A starter of four months ago who still has no coach."""
    house.programme()
    house.coach("coach", "Cas", "groep 5", ["mon"])
    house.starter("Sil", "sil.right@example.org")


def keyboard(house: House) -> None:
    """The same, for who has no mouse."""
    house.programme()
    house.coach("coach", "Cas", "groep 5", ["mon"])
    house.starter("Sil", "sil.keyboard@example.org")


def plain(house: House) -> None:
    """A school with a programme and a coach, for a browser that runs no scripts."""
    house.programme()
    house.coach("coach", "Cas", "groep 5", ["mon"])


def review(house: House) -> None:
    """A programme in force, with a coach and a starter who know what it is like."""
    house.programme()
    coach = house.coach("coach", "Cas", "groep 5", ["mon"])
    house.pair(house.starter("Sil", "sil.review@example.org"), coach)


def pages(house: House) -> None:
    """A school where everything is under way, seen by everybody who has to do with it."""
    from startlijn.domain.guidance import actions as guidance
    from startlijn.domain.induction import actions as induction
    from startlijn.domain.review import actions as reviews

    version = house.programme()
    coach = house.coach("coach", "Cas", "groep 5", ["mon"])
    house.coach("other", "Kim", "groep 1", ["thu"])
    house.starter("Bo", "bo.pages@example.org")
    trajectory = house.starter("Sil", "sil.pages@example.org")
    house.pair(trajectory, coach)
    programme = version.programme_id
    draft = house.do(induction.new_version, programme_id=programme, changes="Meer in jaar 2.")
    asked = [coach.pk, trajectory.person_id]
    house.do(reviews.open_review, version_id=version.pk, participants=asked)
    board, partnership = house.world.board.pk, house.world.partnership.pk
    house.ids |= {"draft": str(draft.pk), "board": str(board)}
    house.enters("leader", "school_leader", "school", house.school.pk, "Lot")
    house.enters("board", "board_executive", "board", board, "Bram")
    house.enters("hr", "hr_advisor", "board", board, "Hanna")
    house.enters("pool", "pool_coordinator", "partnership", partnership, "Pim")
    house.enters("coordinator", "coordinator", "partnership", partnership, "Wil")
    later = house.today + timedelta(days=30)
    house.do(guidance.pause, trajectory_id=trajectory.pk, started_on=later)


def main() -> None:
    """Build the houses and write, for each, the keys of the people and what the story needs to know."""
    django.setup()
    built = {}
    with override("nl"):
        for name in sys.argv[1:] or HOUSES:
            house = House(name)
            getattr(sys.modules[__name__], name)(house)
            built[name] = {"keys": house.keys, "school": house.school.name, **house.ids}
    sys.stdout.write(json.dumps(built))


if __name__ == "__main__":
    main()
