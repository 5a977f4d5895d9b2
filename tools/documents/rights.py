"""docs/rights.md: the roles, what each may do, and every door: the agreed rights (SOLL)."""

from startlijn.base.access.terms import EVERYBODY, ROLES, Permission, Place
from tools.addresses import addresses

PATH = "docs/rights.md"
INTRODUCTION = """\
# Who may do what
Made from `base/access/terms.py` by `make docs`; do not edit. This is what was agreed: the tests in
`tests/matrix` hold the program against this page, so nobody can widen a right without this page showing it.

- A right comes from a role, held at a place, between two dates. What is not here, nobody may do.
- A role at a partnership counts for everything in it; at a sub-region, board, school or institute only
  for what belongs there. Which rows belong where is declared per table: see [data.md](data.md).
- What somebody may not see does not exist for them: the answer is "not found", never "forbidden".
- No role above the coach reads coaching, and no administrator reads content.
"""


def _roles() -> str:
    heads = "| role | held at | what it is for | may | may besides, at a school |"
    lines = ["## Roles", "", heads, "|---|---|---|---|---|"]
    for role, definition in ROLES.items():
        places = ", ".join(place for place in Place if place in definition.places)
        may = ", ".join(permission for permission in Permission if permission in definition.permissions)
        besides = ", ".join(permission for permission in Permission if permission in definition.at_school)
        lines.append(f"| {role} | {places} | {definition.sentence} | {may} | {besides} |")
    return "\n".join(lines)


def _permissions() -> str:
    lines = ["## Permissions", "", "| permission | who |", "|---|---|"]
    for permission in Permission:
        holders = ", ".join(
            role for role, held in ROLES.items() if permission in held.permissions | held.at_school
        )
        lines.append(f"| {permission} | {'everybody with a role' if permission in EVERYBODY else holders} |")
    return "\n".join(lines)


def _doors() -> str:
    lines = ["## Doors", "", "| address | verbs | opens with |", "|---|---|---|"]
    for address in sorted(addresses(), key=lambda item: item.path):
        for door in address.doors:
            opens = f"`{door.permission}`" if door.permission else f"open: {door.open_because}"
            lines.append(f"| `{address.path}` | {', '.join(door.methods)} | {opens} |")
    return "\n".join(lines)


def document() -> str:
    """Return the whole page as Markdown."""
    return "\n\n".join((INTRODUCTION.rstrip(), _roles(), _permissions(), _doors())) + "\n"
