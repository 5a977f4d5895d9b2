"""What stands behind the arguments of addresses. An argument that is not here fails the matrix: add it.

A name is `argument`, or `namespace.argument` or `address.argument` where the argument alone says too little.
"""

from collections.abc import Callable
from typing import Any

from tools.addresses import Address

from startlijn.base.access.terms import Permission
from startlijn.base.organisations.models import Board, RegistryImport, RegistrySite, School
from startlijn.base.people.models import ApiToken, Person, RoleAssignment
from tests.matrix.scene import Scene, Thing

# Arguments that name a row: the table it is in.
ROWS: dict[str, type] = {
    "people.pk": Person,
    "access.pk": Person,
    "role_id": RoleAssignment,
    "board.pk": Board,
    "school.pk": School,
    "school_edit.pk": School,
    "school_move.pk": School,
    "import.pk": RegistryImport,
    "import_apply.pk": RegistryImport,
    "import_discard.pk": RegistryImport,
    "site_code": RegistrySite,
    "why.pk": School,
    "revoke_token.pk": ApiToken,
}
# Arguments that follow from the row in the last argument.
FOLLOWS: dict[str, Callable[[Any], Any]] = {
    "end.pk": lambda role: role.person_id,
}
# Arguments that are no row: values to try.
VALUES: dict[str, list[object]] = {
    "gallery_page.name": ["404"],
    "uidb36": ["1"],
    "key": ["abc-def"],
    "provider_id": ["nowhere"],
    "organization_slug": ["nowhere"],
    "invitation_link.token": ["x" * 43],
    "mfa_remove_webauthn.pk": [1],
    "mfa_edit_webauthn.pk": [1],
    "why.kind": ["school"],
}
# Addresses whose row needs another permission than the door: the door is wider on purpose.
ROW_NEEDS: dict[str, Permission] = {
    "rights:why": Permission.ORGANISATIONS_READ,
}
# Addresses that refuse more than the gate does, each with the reason.
_PASSWORD = "Asks for the password again; nobody in the scene has one."
NARROWER: dict[str, str] = {
    "account_reauthenticate": _PASSWORD,
    "mfa_reauthenticate": _PASSWORD,
    "mfa_reauthenticate_webauthn": _PASSWORD,
    "end_sessions": "Logs out everywhere, and so goes to the login.",
}


class UnknownArgumentError(Exception):
    """An address has an argument of which the matrix does not know what stands behind it."""


class EmptyTableError(Exception):
    """An address is about rows of a table that has none in the scene: add them to tests/matrix/scene.py."""


def _found(table: dict[str, Any], address: Address, argument: str) -> Any:
    space, _, own = address.name.rpartition(":")
    for name in (f"{own}.{argument}", f"{space}.{argument}", argument):
        if name in table:
            return table[name]
    return None


def positions(scene: Scene, address: Address) -> list[tuple[dict[str, object], Thing | None]]:
    """Return what to fill in for the arguments of an address, with the row that it is about (if any).

    One row for each way in which rows of that table can stand: own school, other board, other partnership …
    """
    if not address.arguments:
        return [({}, None)]
    rows = [name for name in address.arguments if _found(ROWS, address, name)]
    values = {name: _found(VALUES, address, name) for name in address.arguments}
    for name in address.arguments:
        if name not in rows and values[name] is None and not _found(FOLLOWS, address, name):
            raise UnknownArgumentError(f"{address.name} has {name}: add it to tests/matrix/objects.py")
    fixed = {name: tried[0] for name, tried in values.items() if tried is not None}
    if not rows:
        return [(fixed, None)]
    about = rows[-1]
    found = []
    for thing in _one_of_each(scene, scene.things_of(_found(ROWS, address, about))):
        follows = {
            name: _found(FOLLOWS, address, name)(thing.row)
            for name in address.arguments
            if _found(FOLLOWS, address, name)
        }
        found.append(({**fixed, about: thing.row.pk, **follows}, thing))
    if not found:
        raise EmptyTableError(f"{address.name} is about {about}")
    return found


def _one_of_each(scene: Scene, things: list[Thing]) -> list[Thing]:
    """Return one row for each way to stand in this partnership, and one of the other."""
    ways: dict[object, Thing] = {}
    for thing in things:
        stand = tuple((place, ids) for place, ids in sorted(thing.stands.items()))
        here = thing.partnership_id == scene.here.world.partnership.pk
        ways.setdefault(stand if here else "there", thing)
    return list(ways.values())
