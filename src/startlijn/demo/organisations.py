"""Draws the boards and schools: real places, made-up schools."""

import re
import unicodedata
from collections import Counter

from startlijn import content
from startlijn.demo.dice import Dice
from startlijn.demo.script import Script, SubRegionScript
from startlijn.demo.terms import DemoBoard, DemoSchool, DemoSubRegion, Maturity
from startlijn.engines.gazetteer import Place
from startlijn.engines.gazetteer.gazetteer import kilometres

# Out of ten schools, how many meet all three, two, one and none of the criteria of seed 001 line 23.
_MATURITY = (3, 3, 3, 3, 3, 2, 2, 2, 1, 0)
_APART_KM = 0.15
_IS_TRAINING_SCHOOL = 0.8
# All of Noord-Brabant and Limburg that the script uses keeps the holidays of the south.
_HOLIDAY_REGION = "zuid"


def key_of(name: str) -> str:
    """Return a name as a key: lower case letters, digits and hyphens ("De Linde" is "de-linde")."""
    # The Turkish dotless i has no accent to strip.
    plain = unicodedata.normalize("NFKD", name.lower().replace("ı", "i"))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def sub_regions(script: Script) -> tuple[DemoSubRegion, ...]:
    """Return the sub-regions in the order of the script."""
    return tuple(_sub_region(each) for each in script.sub_regions)


def boards(script: Script) -> tuple[DemoBoard, ...]:
    """Return the boards in the order of the script, the largest first."""
    return tuple(DemoBoard(key_of(each.name), each.name, each.sector) for each in script.boards)


def schools(script: Script, seed: int) -> tuple[DemoSchool, ...]:
    """Return the schools, board by board. The seed decides on names, places and programmes."""
    dice = Dice(seed, "schools")
    names = {sector: iter(dice.shuffled(each)) for sector, each in script.school_names.items()}
    places = {
        (each.key, sector): iter(dice.shuffled(list(Counter(each.places[sector]).elements())))
        for each in script.sub_regions
        for sector in each.places
    }
    drawn: list[DemoSchool] = []
    for board in script.boards:
        for sub_region, count in board.schools.items():
            for _ in range(count):
                name = next(names[board.sector])
                place = content.gazetteer().place(next(places[sub_region, board.sector]))
                lat, lon = _spot(dice, drawn, place)
                drawn.append(
                    DemoSchool(
                        key=key_of(name),
                        name=name,
                        sector=board.sector,
                        board=key_of(board.name),
                        sub_region=sub_region,
                        place=place.name,
                        lat=lat,
                        lon=lon,
                        holiday_region=_HOLIDAY_REGION,
                        training_school=dice.chance(_IS_TRAINING_SCHOOL),
                        maturity=_maturity(dice),
                    )
                )
    return tuple(drawn)


def _sub_region(written: SubRegionScript) -> DemoSubRegion:
    centre = content.gazetteer().place(written.centre)
    return DemoSubRegion(written.key, written.name, written.centre, centre.lat, centre.lon)


def _spot(dice: Dice, others: list[DemoSchool], place: Place) -> tuple[float, float]:
    """Return a point in the place, away from every other school: wider spread in a larger town."""
    radius = 0.5 + min((place.population or 0) / 50_000, 2.0)
    while True:
        lat, lon = dice.near(place.lat, place.lon, radius)
        if all(kilometres(lat, lon, other.lat, other.lon) > _APART_KM for other in others):
            return lat, lon


def _maturity(dice: Dice) -> Maturity:
    met = dice.pick(_MATURITY)
    # A programme grows in this order: first made, then written down, then alive; with one exception in four.
    order = [0, 1, 2] if dice.chance(0.75) else dice.shuffled([0, 1, 2])
    held = order[:met]
    return Maturity(multi_year=0 in held, in_policy=1 in held, lives_in_school=2 in held)
