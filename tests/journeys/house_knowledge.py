"""Houses for the story of a product: a team in a course, a reader at another school, and somebody elsewhere.

Run as a program on the data folder of a running Startlijn, as `house.py` is.
"""

import json
import sys
from datetime import timedelta

import django
from django.utils.translation import override

from tests.journeys.house import House

HOUSES = ("nl-phone", "nl-desk", "en-phone", "en-desk")


def build(name: str) -> dict[str, object]:
    """Build one house: three meetings were held, and 18 of 19 hours of own work are written down."""
    from startlijn.domain.courses.actions.ledger import write_work
    from startlijn.domain.courses.terms import WorkKind
    from tests.domain.knowledge.conftest import Team

    house = House(f"kennis-{name}")
    team = Team(house.world)
    for week in (3, 2, 1):
        team.meet(team.sanne, team.karim, on=house.today - timedelta(weeks=week))
    with house.world.here():
        by = team.actor(team.sanne, house.today)
        for day in (9, 8, 7):
            on = house.today - timedelta(days=day)
            given = {"on": on, "minutes": 360, "kind": WorkKind.PROGRAMME, "words": "Eerste versie"}
            write_work(by=by, at=house.at, participant_id=team.part.pk, **given)
    keys = {"maker": team.sanne, "reader": team.stranger}
    away = House(f"elders-kennis-{name}")
    keys_of = {key: house.key_of(person) for key, person in keys.items()}
    return {"keys": keys_of | {"elsewhere": away.keys["educator"]}, "part": str(team.part.pk)}


def main() -> None:
    """Write, for each house, how to come in."""
    django.setup()
    with override("nl"):
        sys.stdout.write(json.dumps({name: build(name) for name in HOUSES}))


if __name__ == "__main__":
    main()
