"""Draws the starters: 120 over four cohorts (domain.md §8), at schools, in pools and on their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from startlijn.base.access.terms import Place, Role
from startlijn.demo.dice import Dice
from startlijn.demo.people import Cast
from startlijn.demo.script import Script
from startlijn.demo.terms import DemoRole, DemoSchool, DemoStarter, Persona, StarterKind

COHORT_SIZES = (24, 28, 32, 36)
"""Starters per school year; the last number is this school year's."""

_POOLED, _INDEPENDENT = 8, 4
_PLACES_PER_SCHOOL = {"po": 1, "vo": 3}
_STARTERS_PER_COACH = 2
# Out of twenty starters at a school, how many are of each kind; made up, not a statistic.
_KINDS = (
    *[StarterKind.RECENT_GRADUATE] * 11,
    *[StarterKind.CAREER_SWITCHER] * 4,
    *[StarterKind.EXPERIENCED_NEW_HERE] * 2,
    *[StarterKind.RETURNER] * 2,
    StarterKind.SUBSTITUTE,
)
_PARTS = (0.4, 0.5, 0.6, 0.6, 0.8, 0.8, 0.8, 1.0, 1.0)
_LEAVES_IN_A_YEAR = 0.08
_HAS_NO_COACH_YET = 0.1


@dataclass(frozen=True, slots=True)
class _Post:
    """Where a starter works; `kind` is set where the post decides it, `person` for a persona."""

    place: Place
    at: str
    board: str = ""
    kind: StarterKind | None = None
    person: str = ""
    years_ago: int | None = None


def add_starters(
    cast: Cast,
    script: Script,
    *,
    seed: int,
    schools: tuple[DemoSchool, ...],
    personas: tuple[Persona, ...],
    examples: dict[str, tuple[Place, str]],
) -> tuple[DemoStarter, ...]:
    """Add the starters and their coaches to the cast; the personas among them come first."""
    dice = Dice(seed, "starters")
    board_of = {school.key: school.board for school in schools}
    posts = _posts_of_personas(script, personas, examples, board_of)
    posts += _other_posts(dice, schools, sum(COHORT_SIZES) - len(posts))
    cohorts = _cohorts(dice, cast.school_year, posts)
    return tuple(_starter(cast, dice, post, next(cohorts)) for post in posts)


def _posts_of_personas(
    script: Script,
    personas: tuple[Persona, ...],
    examples: dict[str, tuple[Place, str]],
    board_of: dict[str, str],
) -> list[_Post]:
    """One post for each persona who starts."""
    posts = []
    for written, persona in zip(script.personas, personas, strict=True):
        if written.starts:
            place, at = examples[written.at]
            start = written.starts
            board = board_of.get(at, "")
            posts.append(_Post(place, at, board, start.kind, persona.person, start.years_ago))
    return posts


def _other_posts(dice: Dice, schools: tuple[DemoSchool, ...], count: int) -> list[_Post]:
    substitute = StarterKind.SUBSTITUTE
    boards = dice.shuffled(list(dict.fromkeys(school.board for school in schools)))
    posts = [_Post(Place.PARTNERSHIP, "", kind=substitute) for _ in range(_INDEPENDENT - 1)]
    posts += [_Post(Place.BOARD, board, board, substitute) for board in boards[:_POOLED]]
    seats = [school for school in schools for _ in range(_PLACES_PER_SCHOOL[school.sector])]
    at_schools = dice.shuffled(seats)[: count - len(posts)]
    return posts + [_Post(Place.SCHOOL, school.key, school.board) for school in at_schools]


def _cohorts(dice: Dice, school_year: int, posts: list[_Post]) -> Iterator[int]:
    """Yield the first school year of each post, so that every cohort gets its size."""
    years = [
        school_year - years_ago for years_ago, size in enumerate(reversed(COHORT_SIZES)) for _ in range(size)
    ]
    fixed = [school_year - post.years_ago for post in posts if post.years_ago is not None]
    for year in fixed:
        years.remove(year)
    rest = iter(dice.shuffled(years))
    for post in posts:
        yield next(rest) if post.years_ago is None else school_year - post.years_ago


def _starter(cast: Cast, dice: Dice, post: _Post, cohort: int) -> DemoStarter:
    kind = post.kind or dice.pick(_KINDS)
    started_on = date(cohort, 8, 1)
    finished_on = None if post.person else _left_on(dice, cohort, cast.school_year)
    person = post.person or cast.stranger()
    cast.give(person, DemoRole(Role.STARTER, post.place, post.at, started_on, finished_on))
    return DemoStarter(
        person=person,
        kind=kind,
        cohort=cohort,
        fte=dice.pick(_PARTS),
        school=post.at if post.place is Place.SCHOOL else "",
        board=post.board,
        coach=_coach(cast, dice, post, is_new=cohort == cast.school_year),
        started_on=started_on,
        finished_on=finished_on,
    )


def _left_on(dice: Dice, cohort: int, school_year: int) -> date | None:
    """Return the end of the school year in which the starter left, or None for who stayed."""
    for year in range(cohort + 1, school_year + 1):
        if dice.chance(_LEAVES_IN_A_YEAR):
            return date(year, 8, 1)
    return None


def _coach(cast: Cast, dice: Dice, post: _Post, *, is_new: bool) -> str:
    """Return the coach at the starter's school or board: a new one for every two starters.

    Nobody yet for who works on their own, and now and then for who has just begun.
    """
    if post.place is Place.PARTNERSHIP:
        return ""
    waits = is_new and not post.person and dice.chance(_HAS_NO_COACH_YET)
    if waits:
        return ""
    starters = cast.holders(Role.STARTER, post.at)
    cast.staff(Role.COACH, post.place, post.at, count=-(-len(starters) // _STARTERS_PER_COACH))
    return cast.holders(Role.COACH, post.at)[-1]
