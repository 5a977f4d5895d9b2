"""Reading instruments: the packaged ones, and those that the partnership imported itself."""

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.content.instruments import Instrument, packaged_instruments


def instruments(actor: Actor, *, kind: str = "", purpose: str = "") -> tuple[Instrument, ...]:
    """Return the instruments there are, by key, newest version first; empty: of any kind or purpose."""
    must(actor, Permission.INSTRUMENTS_READ)
    return tuple(
        each
        for each in packaged_instruments()
        if (not kind or each.kind == kind) and (not purpose or purpose in each.purposes)
    )


def instrument_by_id(actor: Actor, id: str) -> Instrument:  # noqa: A002 - the name of the field
    """Return one instrument in one version, such as "flow.2026-1". Raises `NotVisibleError`."""
    for each in instruments(actor):
        if each.id == id:
            return each
    raise NotVisibleError("Instrument")
