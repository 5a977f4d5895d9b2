"""Bringing an instrument in from a file."""

from datetime import datetime

from django.db import IntegrityError, transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.content.instruments import packaged_instruments, read_instrument
from startlijn.domain.instruments.models import OwnInstrument
from startlijn.domain.instruments.queries import forms, own_of
from startlijn.domain.instruments.rules.keeping import as_kept
from startlijn.domain.instruments.terms import MOST_OWN, TooManyInstrumentsError, VersionStandsError


@transaction.atomic
def import_instrument(*, by: Actor, at: datetime, file: str, content: bytes) -> tuple[OwnInstrument, bool]:
    """Keep the instrument in a YAML file for the actor's partnership; return it, and whether it is new.

    The same file twice is one instrument. Only the operator brings files in: whoever does answers for the
    licence of their texts. Raises `BadInstrumentError` with everything that is wrong, `VersionStandsError`
    for a version that is there with another content, `TooManyInstrumentsError`, `NotVisibleError`.
    """
    if not by.operator or by.partnership_id is None:
        raise NotVisibleError("Partnership")
    found = read_instrument(file, content, forms())
    kept = as_kept(found)
    if any(each.id == found.id for each in packaged_instruments()):
        raise VersionStandsError(instrument=found.id)
    own = own_of(by.partnership_id)
    present = own.filter(key=found.key, edition=found.version).first()
    if present is not None:
        if present.content != kept:
            raise VersionStandsError(instrument=found.id)
        return present, False
    if own.count() >= MOST_OWN:
        raise TooManyInstrumentsError(most=MOST_OWN)
    row = OwnInstrument(
        partnership_id=by.partnership_id,
        key=found.key,
        edition=found.version,
        kind=found.kind,
        content=kept,
        imported_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # somebody brought the same version in at the same moment
        raise VersionStandsError(instrument=found.id) from error
    record(by=by, at=at, action="instruments.import", on=row, details={"instrument": found.id})
    return row, True
