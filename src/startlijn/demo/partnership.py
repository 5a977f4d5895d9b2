"""Describes the whole demo partnership (seed 002 line 12: 38 boards, 95 schools, five sub-regions)."""

from dataclasses import replace

from startlijn.base.access.terms import Place
from startlijn.demo import organisations
from startlijn.demo.people import Cast, add_personas, add_staff
from startlijn.demo.script import script
from startlijn.demo.signups import sign_ups
from startlijn.demo.starters import add_starters
from startlijn.demo.terms import DemoPartnership, DemoSchool, Maturity

SCHOOL_YEAR = 2026
SEED = 24


def describe(seed: int = SEED, school_year: int = SCHOOL_YEAR) -> DemoPartnership:
    """Return the demo for a seed: the same values on every machine.

    `school_year` is the year in which the running school year began. Boards, places, personas and the number
    of schools per place never change; names of schools, positions, people and sign-ups depend on the seed.
    """
    written = script()
    schools = organisations.schools(written, seed)
    example = next(school for school in schools if school.sector == "po")
    schools = tuple(_exemplary(school) if school is example else school for school in schools)
    examples = _examples(schools, example) | {
        institute.key: (Place.INSTITUTE, institute.key) for institute in written.institutes
    }
    cast = Cast(written, seed, school_year)
    personas = add_personas(cast, written, examples)
    add_staff(cast, written, schools)
    starters = add_starters(cast, written, seed=seed, schools=schools, personas=personas, examples=examples)
    others = tuple(school for school in schools if school.key != example.key)
    return DemoPartnership(
        key=written.key,
        name=written.name,
        motto=written.motto,
        school_year=school_year,
        sub_regions=organisations.sub_regions(written),
        boards=organisations.boards(written),
        schools=schools,
        institutes=written.institutes,
        people=cast.people,
        personas=personas,
        starters=starters,
        sign_ups=sign_ups(cast, written, seed=seed, schools=others, school_year=school_year),
        sign_ups_last_year=sign_ups(cast, written, seed=seed, schools=schools, school_year=school_year - 1),
        example_school=example.key,
        example_secondary=examples["example_secondary"][1],
        other_school=examples["other_school"][1],
    )


def _exemplary(school: DemoSchool) -> DemoSchool:
    """The school of the examples is a training school that meets every criterion."""
    return replace(school, training_school=True, maturity=Maturity(True, True, True))


def _examples(schools: tuple[DemoSchool, ...], example: DemoSchool) -> dict[str, tuple[Place, str]]:
    """Return the places that the words of the script stand for."""
    neighbours = [each for each in schools if each.sub_region == example.sub_region]
    secondary = next(each for each in neighbours if each.sector == "vo")
    other = next(
        each
        for each in neighbours
        if each.sector == example.sector and each.board != example.board and each.maturity.met == 3
    )
    return {
        "example_school": (Place.SCHOOL, example.key),
        "example_secondary": (Place.SCHOOL, secondary.key),
        "other_school": (Place.SCHOOL, other.key),
        "example_board": (Place.BOARD, example.board),
        "partnership": (Place.PARTNERSHIP, ""),
    }
