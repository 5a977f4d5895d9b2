"""Houses for the stories of a learning network and of closed days.

Run as a program on the data folder of a running Startlijn, as `house.py` is.
"""

import json
import sys

import django
from django.utils.translation import override

from tests.journeys.house import House

HOUSES = ("phone", "desk")


def build(name: str) -> dict[str, object]:
    """Build one house: a starter, an educator and a board member."""
    house = House(f"netwerk-{name}")
    house.enters("ank", "starter", "school", house.school.pk, "Ank")
    house.enters("educator", "school_educator", "school", house.school.pk, "Eef")
    house.enters("board", "board_executive", "board", house.school.board_id, "Ben")
    return {"keys": house.keys, "school": str(house.school.pk)}


def main() -> None:
    """Write, for each house, how to come in."""
    django.setup()
    with override("nl"):
        sys.stdout.write(json.dumps({name: build(name) for name in HOUSES}))


if __name__ == "__main__":
    main()
