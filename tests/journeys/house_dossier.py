"""Houses for the story of a dossier: a starter with a coach and a leader, and a newcomer elsewhere.

Run as a program on the data folder of a running Startlijn, as `house.py` is.
"""

import json
import sys

import django
from django.utils.translation import override

from tests.journeys.house import House

HOUSES = ("nl-phone", "nl-desk", "en-phone", "en-desk")


def build(name: str) -> dict[str, object]:
    """Build one house, and another partnership to go to; return keys and names."""
    house = House(f"dossier-{name}")
    house.programme()
    coach = house.coach("coach", "Cas", "groep 5", ["mon"])
    trajectory = house.starter("Sil", f"sil.dossier.{name}@example.org")
    house.pair(trajectory, coach)
    house.enters("leader", "school_leader", "school", house.school.pk, "Lot")
    away = House(f"elders-{name}")
    away.enters("newcomer", "starter", "school", away.school.pk, "Sil")
    return {"keys": house.keys | away.keys, "person": str(trajectory.person_id), "coach": str(coach)}


def main() -> None:
    """Write, for each house, how to come in."""
    django.setup()
    with override("nl"):
        sys.stdout.write(json.dumps({name: build(name) for name in HOUSES}))


if __name__ == "__main__":
    main()
