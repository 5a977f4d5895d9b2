"""Houses for the story of a course: a coordinator with an edition in preparation, and schools to enrol.

Run as a program on the data folder of a running Startlijn, as `house.py` is. In the large house eleven
schools enrol with the limits of seed 000; in the small ones four, and there are three seats.
"""

import json
import sys
from datetime import date
from decimal import Decimal

import django
from django.utils.translation import override

from tests.journeys.house import EDUCATOR, House

HOUSES = ("nl-phone", "nl-desk", "en-phone", "en-desk")
LARGE, OTHERS, SEATS = "nl-desk", 7, 17


def build(name: str) -> dict[str, object]:
    """Build one house; return keys, names and addresses."""
    from startlijn.domain.courses import actions
    from startlijn.domain.courses.terms import CourseKind

    house = House(f"cursus-{name}")
    world = house.world
    house.enters("coordinator", "coordinator", "partnership", world.partnership.pk, "Cor")
    house.enters("colleague", "coach", "school", house.school.pk, "Cas")
    pair = world.add_school("De Paarse Poort", training_school=True)
    house.enters("pair", *EDUCATOR, pair.pk, "Pim")
    also = world.add_school("De Andere Oever")
    house.enters("also", *EDUCATOR, also.pk, "Ada")
    others = OTHERS if name == LARGE else 0
    names = [f"Volle School {number}" for number in range(others)]
    for school in (*names, "De Enkeling"):
        world.add_school(school)
    facts = actions.CourseFacts(
        "20222310",
        CourseKind.PLG,
        "ICLON",
        f"Goed starten {name}",
        title_en=f"Starting well {name}",
    )
    course = house.do(actions.create_course, facts=facts)
    year = house.today.year if house.today.month >= 8 else house.today.year - 1
    house.do(
        actions.set_tariff,
        course_id=course.pk,
        school_year=year,
        training_school=Decimal(1075),
        full=Decimal(1325),
    )
    seats = SEATS if name == LARGE else 3
    edition = house.do(
        actions.create_edition,
        course_id=course.pk,
        school_year=year,
        facts=actions.EditionFacts(reference_on=date(year, 10, 1), max_participants=seats),
    )
    elsewhere = House(f"elders-cursus-{name}")
    elsewhere.enters("stranger", "coordinator", "partnership", elsewhere.world.partnership.pk, "Vera")
    return {
        "keys": house.keys | {"stranger": elsewhere.keys["stranger"]},
        "title": facts.title if name.startswith("nl") else facts.title_en,
        "others": names,
        "seats": seats,
        "edition": f"/courses/{edition.pk}/",
        "desk": f"/courses/desk/{edition.pk}/",
    }


def main() -> None:
    """Write, for each house, how to come in."""
    django.setup()
    with override("nl"):
        sys.stdout.write(json.dumps({name: build(name) for name in HOUSES}))


if __name__ == "__main__":
    main()
