"""Reading instruments: the packaged ones, and those that the partnership imported itself."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.content.instruments import Instrument, packaged_instruments
from startlijn.domain.instruments.models import OwnInstrument
from startlijn.domain.instruments.rules.keeping import from_kept
from startlijn.domain.instruments.terms import InstrumentKind


def instruments(
    actor: Actor, *, kind: str = "", purpose: str = "", newest_only: bool = False
) -> tuple[Instrument, ...]:
    """Return the instruments there are, by key, newest version first; empty: of any kind or purpose.

    Everybody in a partnership may read all of its instruments: they hold nothing about a person.
    `newest_only` leaves out versions that have a newer one. One query.
    """
    must(actor, Permission.INSTRUMENTS_READ)
    found = [
        each
        for each in (*packaged_instruments(), *_own(actor, kind))
        if (not kind or each.kind == kind) and (not purpose or purpose in each.purposes)
    ]
    # Stable sorting: own versions come after packaged ones of the same day.
    found.sort(key=lambda each: (each.valid_from, each.version), reverse=True)
    found.sort(key=lambda each: each.key)
    if newest_only:
        return tuple({each.key: each for each in reversed(found)}.values())[::-1]
    return tuple(found)


def instrument_by_id(actor: Actor, id: str) -> Instrument:  # noqa: A002 - the name of the field
    """Return one instrument in one version, such as "flow.2026-1". Raises `NotVisibleError`."""
    must(actor, Permission.INSTRUMENTS_READ)
    for each in packaged_instruments():
        if each.id == id:
            return each
    key, _dot, edition = id.partition(".")
    # What is in no name need not be looked for; a database may refuse such letters.
    partnership = actor.partnership_id if id.isprintable() else None
    own = own_of(partnership).filter(key=key, edition=edition).first() if partnership is not None else None
    if own is None:
        raise NotVisibleError("Instrument")
    return from_kept(own.content)


def own_of(partnership_id: UUID) -> QuerySet[OwnInstrument]:
    """Return what a partnership imported."""
    return OwnInstrument.objects.filter(partnership_id=partnership_id)


def forms() -> Iterator[Instrument]:
    """Return the packaged forms without texts, which a file can follow."""
    return (each for each in packaged_instruments() if each.format_only)


def _own(actor: Actor, kind: str) -> Iterator[Instrument]:
    if actor.partnership_id is not None and (not kind or kind in InstrumentKind.values):
        rows = own_of(actor.partnership_id)
        yield from (from_kept(row.content) for row in (rows.filter(kind=kind) if kind else rows))
