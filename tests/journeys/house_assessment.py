"""Houses for the story of joint assessment: a starter with a dossier, assessors of two boards, who decides.

Run as a program on the data folder of a running Startlijn, as `house.py` is.
"""

import json
import sys

import django
from django.utils.translation import override

HOUSES = ("nl-phone", "nl-desk", "en-phone", "en-desk")
PEOPLE = ("starter", "near", "far", "coordinator", "executive", "leader", "hr", "coach", "stranger")


def build(name: str) -> dict[str, object]:
    """Build one house; return keys and names."""
    from startlijn.domain.dossier import actions as dossier
    from startlijn.domain.dossier.terms import EvidenceKind, NewEvidence
    from tests.conftest import World
    from tests.domain.assessment.conftest import PROFILE, House

    def add(house: House, title: str) -> object:
        new = NewEvidence(EvidenceKind.TEXT, title, text="Wat ik ervan leerde", indicators=())
        return house.do(dossier.add_evidence, house.starter, new=new).pk

    house = House(World(f"beoordeling-{name}"))
    people = {key: getattr(house, key) for key in PEOPLE}
    return {
        "keys": {
            key: house.world.browser(person).cookies["sessionid"].value for key, person in people.items()
        },
        "names": {key: str(person) for key, person in people.items()},
        "piece": str(house.evidence.pk),
        "more": [str(add(house, title)) for title in ("Brieven van leerlingen", "Mijn doelen")],
        "near": str(house.near.pk),
        "far": str(house.far.pk),
        "items": [item.key for item in PROFILE.items],
        "areas": [part.key for part in PROFILE.parts],
    }


def main() -> None:
    """Write, for each house, how to come in."""
    django.setup()
    with override("nl"):
        sys.stdout.write(json.dumps({name: build(name) for name in HOUSES}))


if __name__ == "__main__":
    main()
