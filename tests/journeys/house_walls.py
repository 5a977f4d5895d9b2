"""Houses for the story of the walls: a starter with a coach, and the leader of the school with an API key.

Four more starters make that figures are shown; a coach of another partnership is the stranger.

Run as a program on the data folder of a running Startlijn, as `house.py` is.
"""

import json
import sys
from datetime import timedelta
from typing import Any

import django
from django.utils.translation import override

from tests.journeys.house import House

HOUSES = ("nl-phone", "en-desk")
OTHERS = ("Aya", "Bas", "Cleo", "Daan")


def key_for_api(house: House, person: Any) -> str:
    """A key that may all that this leader of the school may."""
    from startlijn.base.access.terms import ROLES, Place, Role
    from startlijn.base.people import actions
    from startlijn.base.people.queries import actor_of_person

    with house.world.here():
        actor = actor_of_person(person.pk, partnership_id=house.world.partnership.pk, at=house.at)
        made = actions.create_token(
            by=actor,
            at=house.at,
            purpose="Rooster",
            permissions=ROLES[Role.SCHOOL_LEADER].at(Place.SCHOOL),
            expires_at=house.at + timedelta(days=7),
        )
    return made.text


def build(name: str) -> dict[str, object]:
    """Build one house and another partnership; return how to come in and what is known beside the notes."""
    house = House(f"muren-{name}")
    house.programme()
    coach = house.coach("coach", "Cas", "groep 5", ["mon"])
    for other in OTHERS:
        house.starter(other, f"{other.lower()}.walls.{name}@example.org")
    house.pair(house.starter("Sil", f"sil.walls.{name}@example.org"), coach)
    leader = house.enters("leader", "school_leader", "school", house.school.pk, "Lot")
    away = House(f"buiten-{name}")
    away.coach("outsider", "Olaf", "groep 5", ["mon"])
    return {
        "keys": house.keys | {"outsider": away.keys["outsider"]},
        "token": key_for_api(house, leader),
        "leader": str(leader),
        **house.ids,
    }


def main() -> None:
    """Write, for each house, how to come in."""
    django.setup()
    with override("nl"):
        sys.stdout.write(json.dumps({name: build(name) for name in HOUSES}))


if __name__ == "__main__":
    main()
