"""Houses for the story of the library: two partnerships, of which one brought in a form of its own.

Run as a program on the data folder of a running Startlijn, as `house.py` is.
"""

import json
import sys

import django
from django.utils.translation import override

from tests.journeys.house import House


def main() -> None:
    """Write how a coach comes in, and somebody of the other partnership."""
    django.setup()
    from startlijn.domain.instruments import actions
    from tests.content.instruments.samples import GOOD

    with override("nl"):
        own, other = House("kijkwijzers"), House("andere-kijkwijzers")
        own.programme()
        own.coach("coach", "Cas", "groep 5", ["mon"])
        own.do(actions.import_instrument, file="team-talk.yaml", content=GOOD.encode())
    sys.stdout.write(json.dumps(own.keys | {"stranger": other.keys["educator"]}))


if __name__ == "__main__":
    main()
