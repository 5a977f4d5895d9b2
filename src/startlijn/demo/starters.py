"""Draws the starters: 120 over four cohorts (domain.md §8), at schools, in pools and on their own."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from startlijn.base.access.terms import Place, Role
from startlijn.demo.dice import Dice
from startlijn.demo.people import Cast
from startlijn.demo.script import Script
from startlijn.demo.terms import Case, DemoRole, DemoSchool, DemoStarter, Persona, StarterKind

COHORT_SIZES = (24, 28, 32, 36)
"""Starters per school year; the last number is this school year's."""

_POOLED = 8
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
_WEEK = ("mon", "tue", "wed", "thu", "fri")
_LEAVES_IN_A_YEAR = 0.1
_LEFT_LATELY = 1  # who left longer ago is no longer in the system: a line is kept for 24 months
_HAS_NO_COACH_YET = 0.1
_COACH_ELSEWHERE = 0.1
_MOST_ELSEWHERE = 3  # starters of a coach who also guides at another school


@dataclass(frozen=True, slots=True)
class _Post:
    """Where a starter works; `kind` is set where the post decides it, `person` for a persona."""

    place: Place
    at: str
    board: str = ""
    kind: StarterKind | None = None
    person: str = ""
    years_ago: int | None = None
    subjects: str = ""
    case: Case | None = None

    @property
    def is_told(self) -> bool:
        """Tell whether the script decides how it goes, instead of the dice."""
        return self.years_ago is not None


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
    for each in script.posts:
        place, at = examples[each.at]
        board = board_of.get(at, "")
        posts.append(_Post(place, at, board, each.kind, years_ago=each.years_ago, case=each.case))
    posts += _other_posts(dice, schools, sum(COHORT_SIZES) - len(posts))
    cohorts = _cohorts(dice, cast.school_year, posts)
    found = _Finder(cast, script, dice, schools, examples)
    return tuple(found.starter(post, next(cohorts)) for post in posts)


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
            posts.append(
                _Post(
                    place, at, board, start.kind, persona.person, start.years_ago, start.subjects, start.case
                )
            )
    return posts


def _other_posts(dice: Dice, schools: tuple[DemoSchool, ...], count: int) -> list[_Post]:
    boards = dice.shuffled(list(dict.fromkeys(school.board for school in schools)))
    posts = [_Post(Place.BOARD, board, board, StarterKind.SUBSTITUTE) for board in boards[:_POOLED]]
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


class _Finder:
    """Finds out everything about one starter after the other."""

    def __init__(
        self,
        cast: Cast,
        script: Script,
        dice: Dice,
        schools: tuple[DemoSchool, ...],
        examples: dict[str, tuple[Place, str]],
    ) -> None:
        self._cast, self._script, self._dice = cast, script, dice
        self._school_of = {school.key: school for school in schools}
        self._sector_of = {school.board: school.sector for school in schools}
        self._told = {at for _place, at in examples.values()}
        self._load: Counter[str] = Counter()
        self._examples = {word: at for word, (_place, at) in examples.items()}

    def starter(self, post: _Post, cohort: int) -> DemoStarter:
        """Return the starter at a post."""
        dice, cast = self._dice, self._cast
        kind = post.kind or dice.pick(_KINDS)
        started_on = date(cohort, 8, 1)
        finished_on = None if post.is_told else self._left_on(cohort)
        person = post.person or cast.stranger()
        cast.give(person, DemoRole(Role.STARTER, post.place, post.at, started_on, finished_on))
        other_school, other_coach = self._elsewhere(post, cohort)
        fte = dice.pick(_PARTS)
        subjects = dice.pick(self._script.subjects[self._sector_of.get(post.board, "po")])
        if post.place is Place.BOARD:
            cast.staff(Role.POOL_COORDINATOR, Place.BOARD, post.at)
        return DemoStarter(
            person=person,
            kind=kind,
            cohort=cohort,
            fte=fte,
            school=post.at if post.place is Place.SCHOOL else "",
            board=post.board,
            coach=self._coach(post, cohort),
            started_on=started_on,
            finished_on=finished_on,
            subjects=post.subjects or subjects,
            days=tuple(sorted(dice.shuffled(_WEEK)[: max(2, round(fte * 5))], key=_WEEK.index)),
            case=post.case,
            other_school=other_school,
            other_coach=other_coach,
        )

    def _left_on(self, cohort: int) -> date | None:
        """Return the end of the school year in which the starter left, or None for who stayed."""
        for year in range(cohort + 1, self._cast.school_year + 1):
            if self._dice.chance(_LEAVES_IN_A_YEAR) and year >= self._cast.school_year - _LEFT_LATELY:
                return date(year, 8, 1)
        return None

    def _coach(self, post: _Post, cohort: int) -> str:
        """Return the coach at the starter's school or board: a new one for every two starters.

        Nobody yet now and then for who has just begun; somebody of another school now and then, and for who
        works on their own. Nobody for who waits to be claimed.
        """
        cast, dice = self._cast, self._dice
        is_new = cohort == cast.school_year
        waits = is_new and not post.is_told and dice.chance(_HAS_NO_COACH_YET)
        if waits or post.case in {Case.WAITS_FOR_COACH, Case.UNCLAIMED}:
            return ""
        if post.place is Place.PARTNERSHIP:
            return self._coach_at(self._examples["other_school"], cohort)
        if not post.is_told and dice.chance(_COACH_ELSEWHERE) and (near := self._near(post)):
            return self._coach_at(dice.pick(near), cohort)
        starters = cast.holders(Role.STARTER, post.at)
        cast.staff(Role.COACH, post.place, post.at, count=-(-len(starters) // _STARTERS_PER_COACH))
        coach = cast.holders(Role.COACH, post.at)[-1]
        return self._guides(coach, post.at, cohort)

    def _guides(self, coach: str, at: str, cohort: int) -> str:
        """Note that a coach has one starter more, and was a coach by then."""
        self._cast.since(coach, Role.COACH, at, date(cohort, 8, 1))
        self._load[coach] += 1
        return coach

    def _near(self, post: _Post) -> list[str]:
        """Return the other schools of the board that have a coach with room for a starter from elsewhere."""
        found = []
        for school in self._school_of.values():
            coaches = self._cast.holders(Role.COACH, school.key)
            if (
                school.board == post.board
                and school.key != post.at
                and school.key not in self._told
                and coaches
            ):
                found += [school.key] if self._load[coaches[0]] < _MOST_ELSEWHERE else []
        return found

    def _coach_at(self, school: str, cohort: int) -> str:
        """Return the first coach of a school, who takes more starters than others."""
        self._cast.staff(Role.COACH, Place.SCHOOL, school)
        return self._guides(self._cast.holders(Role.COACH, school)[0], school, cohort)

    def _elsewhere(self, post: _Post, cohort: int) -> tuple[str, str]:
        """Return where somebody works as well or worked before, and the coach there."""
        if post.case is Case.TWO_SCHOOLS:
            here = self._school_of[post.at]
            other = next(
                school.key
                for school in self._school_of.values()
                if (school.sector, school.sub_region) == (here.sector, here.sub_region)
                and school.board != here.board
            )
            return other, ""
        if post.case is Case.MOVED:
            school = self._examples["example_school"]
            return school, self._cast.holders(Role.COACH, school)[-1]
        if post.case in {Case.CLAIMED, Case.UNCLAIMED}:
            return self._examples["other_school"], ""
        return "", ""
