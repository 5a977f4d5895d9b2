"""Small problems that several tests share."""

from startlijn.engines.grouping import Member, Objective, Problem, Rules


def line(*places: float, **attributes: str) -> tuple[Member, ...]:
    """Members a, b, c … along one parallel; `places` in degrees east."""
    return tuple(Member(chr(97 + n), 52.0, place, attributes) for n, place in enumerate(places))


def matrix(
    members: int, *journeys: tuple[int, int, float], other: float = 60.0
) -> tuple[tuple[float, ...], ...]:
    """Minutes that are `other` everywhere except for the journeys (from, to, minutes)."""
    table = [[0.0 if i == j else other for j in range(members)] for i in range(members)]
    for start, end, minutes in journeys:
        table[start][end] = minutes
    return tuple(tuple(row) for row in table)


def towns(count: int, rules: Rules | None = None, objective: Objective = Objective.HOST) -> Problem:
    """Members spread over the country in a fixed pattern, groups of 3 to 4, four to a board."""
    members = tuple(
        Member(
            f"s{n}",
            51.0 + (n * 37 % 100) / 50,
            4.0 + (n * 61 % 97) / 40,
            {"board": f"b{n % (count // 4)}", "region": "north" if n * 37 % 100 > 49 else "south"},
        )
        for n in range(count)
    )
    return Problem(members, 3, 4, objective, rules or Rules())
