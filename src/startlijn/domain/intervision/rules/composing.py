"""From starters who want a group to a problem for the engine, and back (domain.md §4.5)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from startlijn.domain.intervision.terms import MIX_MINUTES, WISH_MINUTES, ThemeWay
from startlijn.engines.grouping import Member, Objective, Problem, Rules, Wish, WishKind

THEME, CONTRACT, AGE = "theme", "contract", "age"


@dataclass(frozen=True, slots=True)
class Entrant:
    """A starter to place: where the school is, the theme they agreed to share, appointment, pupils' age."""

    id: str
    latitude: float
    longitude: float
    theme: str
    contract: str
    age: str


def how_many(people: int, smallest: int, largest: int, wanted: int) -> int | None:
    """Return into how many groups people go: as near to the wanted size as the limits allow; None if none."""
    least, most = -(-people // largest), people // smallest
    if people == 0 or least > most:
        return None
    return min(max(round(people / wanted), least), most)


def problem_of(
    entrants: Sequence[Entrant],
    *,
    way: ThemeWay,
    sizes: tuple[int, int, int],
    apart: Collection[tuple[str, str]] = (),
) -> Problem:
    """Return the problem: nobody travels far, the themes meet as wished, appointments and ages mix.

    `sizes`: smallest, largest, wanted. `apart`: pairs of which one leads the other.
    """
    smallest, largest, wanted = sizes
    themes = {
        ThemeWay.ALIKE: (Wish(WishKind.ALIKE, THEME, WISH_MINUTES),),
        ThemeWay.MIXED: (Wish(WishKind.MIX, THEME, WISH_MINUTES),),
        ThemeWay.ANY: (),
    }
    mixed = (
        Wish(WishKind.MIX, CONTRACT, MIX_MINUTES),
        Wish(WishKind.ALIKE, AGE, MIX_MINUTES),
    )
    return Problem(
        members=tuple(
            Member(
                each.id,
                each.latitude,
                each.longitude,
                {THEME: each.theme, CONTRACT: each.contract, AGE: each.age},
            )
            for each in entrants
        ),
        smallest=smallest,
        largest=largest,
        objective=Objective.HOST,
        rules=Rules(apart=tuple(sorted(apart)), wishes=(*themes[way], *mixed)),
        groups=how_many(len(entrants), smallest, largest, wanted),
    )


def leads(
    led: Mapping[str, Collection[str]], works: Mapping[str, Collection[str]]
) -> frozenset[tuple[str, str]]:
    """Return the pairs of which one leads a school where the other works: leader first.

    `led`: the schools somebody leads, `works`: those where somebody works, both by person.
    """
    return frozenset(
        (leader, other)
        for leader, schools in led.items()
        for other, own in works.items()
        if leader != other and set(schools) & set(own)
    )
