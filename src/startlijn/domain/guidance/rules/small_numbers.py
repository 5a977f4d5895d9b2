"""Figures about people: never about so few that one can tell who they are. The one place for this rule.

Inside a school its own programme figures, without names, need five people; a board and a partnership see
eight or more, and numbers of people in steps of five (trust.md §7 rule 8).
"""

LEAST_IN_SCHOOL = 5
LEAST_OUTSIDE = 8
STEP = 5


def enough(people: int, *, in_school: bool) -> bool:
    """Tell whether a figure about so many people may be shown, inside the own school or outside it."""
    return people >= (LEAST_IN_SCHOOL if in_school else LEAST_OUTSIDE)


def shown(people: int, *, in_school: bool) -> int | None:
    """Return the number of people to show: as it is in the school, in steps of five outside; None if too few.

    >>> shown(7, in_school=True), shown(13, in_school=False), shown(7, in_school=False)
    (7, 15, None)
    """
    if not enough(people, in_school=in_school):
        return None
    return people if in_school else STEP * round(people / STEP)
