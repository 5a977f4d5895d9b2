"""Houses for the story of a poll: seventeen people of six schools, fifteen of whom have answered.

Run as a program on the data folder of a running Startlijn, as `house.py` is.
"""

import json
import sys
from datetime import time, timedelta

import django
from django.utils.translation import override

from tests.journeys.house import House

HOUSES = ("nl-phone", "nl-desk", "en-phone", "en-desk")
SAID = ("yes", "yes", "maybe", "yes", "no")


def build(name: str) -> dict[str, object]:
    """Build one house with an open poll; return keys, addresses and names."""
    from startlijn.domain.meetings import actions
    from startlijn.domain.meetings.models import SeriesMember, Slot
    from startlijn.domain.meetings.terms import NewMember, SeriesKind, Wish

    house = House(f"poll-{name}")
    world = house.world
    house.enters("planner", "coordinator", "partnership", world.partnership.pk, "Petra")
    member = house.enters("member", "coach", "school", house.school.pk, "Milan")
    schools = [house.school, *(world.add_school(f"School {letter} {name}") for letter in "ABCDE")]
    guests = [
        NewMember(name=f"Gast {number:02}", email=f"gast{number}@b.example", school_id=schools[number % 6].pk)
        for number in range(16)
    ]
    series = house.do(
        actions.make_series,
        kind=SeriesKind.COURSE,
        title=f"Samen leren {name}",
        members=[NewMember(person_id=member.pk, school_id=house.school.pk, required=True), *guests],
        wish=Wish(
            house.today + timedelta(days=7),
            house.today + timedelta(days=207),
            weekdays=(1, 3),
            times=(time(15),),
        ),
    )
    house.do(actions.ask_members, series_id=series.pk, expected_version=series.version)
    with world.here():
        slots = list(Slot.objects.filter(series=series).order_by("starts_at"))
        rows = {row.name: row.pk for row in SeriesMember.objects.filter(series=series)}
    for number in range(15):
        answers = {slot.pk: SAID[(number + place) % 5] for place, slot in enumerate(slots)}
        house.do(actions.answer_for, member_id=rows[f"Gast {number:02}"], answers=answers)
    return {"keys": house.keys, "series": str(series.pk), "title": series.title}


def main() -> None:
    """Write, for each house, how to come in."""
    django.setup()
    with override("nl"):
        sys.stdout.write(json.dumps({name: build(name) for name in HOUSES}))


if __name__ == "__main__":
    main()
