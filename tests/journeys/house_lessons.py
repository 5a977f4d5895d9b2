"""Houses for the story of a lesson: a starter, a coach, a leader, and lessons of today to be watched.

Run as a program on the data folder of a running Startlijn, as `house.py` is.
"""

import json
import sys

import django
from django.utils.translation import override

from tests.journeys.house import House

HOUSES = ("phone", "desk", "expired", "conflict", "plain", "shared", "late", "pages")


def build(name: str) -> dict[str, object]:
    """Build one house; return the keys of its people and the lesson of today."""
    from startlijn.base.people.queries import actor_of_person
    from startlijn.base.seams import day_of
    from startlijn.domain.observations import actions
    from startlijn.domain.observations.terms import LessonPurpose, Moment

    house = House(f"les-{name}")
    house.programme()
    coach = house.coach("coach", "Cas", "groep 5", ["mon"])
    house.coach("peer", "Kim", "groep 1", ["thu"])
    trajectory = house.starter("Sil", f"sil.les.{name}@example.org")
    house.pair(trajectory, coach)
    house.enters("leader", "school_leader", "school", house.school.pk, "Lot")
    partnership = house.world.partnership.pk
    starter = actor_of_person(trajectory.person_id, partnership_id=partnership, at=house.at)
    with house.world.here():
        lesson = actions.plan_lesson(
            by=starter,
            at=house.at,
            purpose=LessonPurpose.COACHING,
            colleague_id=coach.pk,
            instrument_id="lesson-observation.2026-1",
            moment=Moment("Groep 5", day_of(house.at), "10:15"),
        )
    return {"keys": house.keys, "lesson": str(lesson.pk), "trajectory": str(trajectory.pk)}


def main() -> None:
    """Write, for each house, how to come in."""
    django.setup()
    with override("nl"):
        sys.stdout.write(json.dumps({name: build(name) for name in HOUSES}))


if __name__ == "__main__":
    main()
