"""Houses for the stories of intervision and of a learning group.

Run as a program on the data folder of a running Startlijn, as `house.py` is.
"""

import json
import sys
from datetime import timedelta

import django
from django.utils.translation import override

from tests.journeys.house import House

HOUSES = ("phone", "desk")
NAMES = ("Ank", "Bas", "Cor", "Dop", "Els")


def build(name: str) -> dict[str, object]:
    """Build one house: five starters in a group, and the same people in a course that meets tomorrow."""
    from startlijn.domain.intervision import actions as intervision
    from startlijn.domain.intervision.terms import Where
    from startlijn.domain.meetings import actions as meetings
    from startlijn.domain.meetings.terms import NewMember, SeriesKind

    house = House(f"kring-{name}")
    people = [house.enters(who.lower(), "starter", "school", house.school.pk, who) for who in NAMES]
    house.enters("leader", "school_leader", "school", house.school.pk, "Lot")
    where = Where(house.school.pk)
    group = house.do(intervision.make_group, name="Starters dinsdag", where=where)
    for person in people:
        house.do(intervision.add_member, group_id=group.pk, person_id=person.pk)
    members = [NewMember(person_id=person.pk, school_id=house.school.pk) for person in people]
    series = house.do(
        meetings.make_series,
        kind=SeriesKind.PLG,
        title="Goed starten",
        members=members,
        minutes=120,
        school_id=house.school.pk,
    )
    tomorrow = house.at.replace(hour=13, minute=0, second=0, microsecond=0) + timedelta(days=1)
    house.do(meetings.add_meeting, series_id=series.pk, starts_at=tomorrow)
    return {"keys": house.keys, "group": str(group.pk), "series": str(series.pk)}


def main() -> None:
    """Write, for each house, how to come in."""
    django.setup()
    with override("nl"):
        sys.stdout.write(json.dumps({name: build(name) for name in HOUSES}))


if __name__ == "__main__":
    main()
