"""A school with a programme, an educator, a coach, and starters with a line; everything through actions."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from startlijn.base.access.terms import Actor
from startlijn.base.people.queries import actor_of_person
from startlijn.base.seams import fixed
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Step, Trajectory
from startlijn.domain.guidance.terms import NewEmployment, Outcome, Side, StarterType
from startlijn.domain.induction.models import InductionProgramme, ProgrammeElement, ProgrammeVersion
from tests.conftest import AT, World

FIRST = date(2026, 8, 24)
TODAY = AT.date()  # 2 November 2026
# Name, kind, form, year, times, hours of starter and coach, with the own coach, for which types.
ELEMENTS = [
    ("Gesprek met je coach", "coaching_talk", "individual", 1, 8, 8, 12, True, []),
    ("Lesbezoek", "lesson_observation", "individual", 1, 2, 4, 6, True, []),
    ("Netwerk", "network_meeting", "collective", 1, 3, 6, 0, False, []),
    ("Kijken naar video", "video_coaching", "individual", 1, 2, 4, 6, True, ["career_switcher"]),
    ("Gesprek in jaar 2", "coaching_talk", "individual", 2, 4, 4, 4, True, []),
    ("Terugkijken", "evaluation_talk", "individual", 3, 1, 2, 1, True, []),
]


def at(on: date, hour: int = 9) -> datetime:
    return datetime.combine(on, time(hour), UTC)


class Guidance:
    """One school with its people. Verbs act on a day (today unless said otherwise)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.school = world.school
        self.educator: Actor = world.actor("school_educator", "school", self.school.pk)
        self.version = self.programme(self.school)
        self.coach_person = world.person("coach", "school", self.school.pk, name="Karim")
        self._number = 0

    def programme(self, school, elements=ELEMENTS) -> ProgrammeVersion:
        """A programme of a school, in force since August 2024."""
        with self.world.here():
            programme = InductionProgramme.objects.create(
                partnership=self.world.partnership,
                school=school,
                sector=school.sector,
                title="Inductie",
                created_at=AT,
            )
            version = ProgrammeVersion.objects.create(
                partnership=self.world.partnership, programme=programme, number=1, created_at=AT
            )
            for position, (title, kind, form, year, times, hours, coach, fixed_coach, types) in enumerate(
                elements
            ):
                ProgrammeElement.objects.create(
                    partnership=self.world.partnership,
                    version_of=version,
                    position=position,
                    title_nl=title,
                    title_en=f"{title} (en)",
                    kind=kind,
                    form=form,
                    year=year,
                    times=times,
                    starter_hours=Decimal(hours),
                    coach_hours=Decimal(coach),
                    fixed_coach=fixed_coach,
                    starter_types=types,
                )
            version.stage, version.in_force_from = "in_force", 2024
            version.save()
        return version

    def starter(self, school=None, *, started_on: date = FIRST, name: str = "Sanne", **given) -> Trajectory:
        """Register a starter at a school; the line is made from its programme."""
        self._number += 1
        school = school or self.school
        job = {key: given.pop(key) for key in ("fte", "lesson_hours", "fte_agreed") if key in given}
        with self.world.here(), fixed(at=at(started_on)):
            return actions.register_starter(
                by=self.world.operator,
                at=at(started_on),
                given_name=name,
                family_name=f"de Wit {self._number}",
                email=f"{self.world.partnership.slug}.starter{self._number}@example.org",
                language=given.pop("language", "nl"),
                sector=school.sector,
                starter_type=given.pop("starter_type", StarterType.RECENT_GRADUATE),
                started_on=started_on,
                employments=[NewEmployment(started_on=started_on, school_id=school.pk, **job)],
                **given,
            )

    def actor(self, person_id, on: date = TODAY) -> Actor:
        with fixed(at=at(on)):
            return actor_of_person(person_id, partnership_id=self.world.partnership.pk, at=at(on))

    def as_starter(self, trajectory: Trajectory, on: date = TODAY) -> Actor:
        return self.actor(trajectory.person_id, on)

    @property
    def coach(self) -> Actor:
        return self.actor(self.coach_person.pk)

    @contextmanager
    def day(self, on: date = TODAY, hour: int = 9):
        with self.world.here(), fixed(at=at(on, hour)):
            yield

    def do(self, verb, *, by: Actor | None = None, on: date = TODAY, hour: int = 9, **given):
        """Do a verb of guidance on a day, as the educator unless somebody else is named."""
        with self.day(on, hour):
            return verb(by=by or self.educator, at=at(on, hour), **given)

    def pair(self, trajectory: Trajectory, coach_id=None, *, started_on: date = FIRST, **given):
        coach_id = coach_id or self.coach_person.pk
        return self.do(
            actions.pair, trajectory_id=trajectory.pk, coach_id=coach_id, started_on=started_on, **given
        )

    def steps(self, trajectory: Trajectory, kind: str = "", year: int = 1) -> list[Step]:
        with self.world.here():
            rows = Step.objects.filter(trajectory=trajectory, year=year).order_by("planned_on", "pk")
            return list(rows.filter(kind=kind) if kind else rows)

    def tick(self, step: Step, side: Side, by: Actor, outcome=Outcome.DONE, minutes: int = 60, **given):
        return self.do(
            actions.tick, by=by, step_id=step.pk, side=side, outcome=outcome, minutes=minutes, **given
        )


@pytest.fixture
def guidance(world: World) -> Guidance:
    return Guidance(world)
