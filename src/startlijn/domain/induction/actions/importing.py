"""Bringing a programme in from a file: the file is the whole content of the draft."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import record
from startlijn.base.seams import new_id
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.induction.actions.keeping import fill, locked_draft
from startlijn.domain.induction.actions.programmes import new_version, start_programme
from startlijn.domain.induction.models import InductionProgramme, ProgrammeElement, ProgrammeVersion
from startlijn.domain.induction.queries.in_force import element_from, elements_of
from startlijn.domain.induction.queries.programmes import sector_of_school
from startlijn.domain.induction.rules.elements import must_be_elements, same_content
from startlijn.domain.induction.rules.importing import fingerprint, matched
from startlijn.domain.induction.rules.tables import FileElement
from startlijn.domain.induction.terms import (
    MOST_ELEMENTS,
    EmptyVersionError,
    TooManyElementsError,
    VersionStage,
)


def _must_fit(elements: Sequence[FileElement]) -> None:
    if not elements:
        raise EmptyVersionError
    if len(elements) > MOST_ELEMENTS:
        raise TooManyElementsError(most=MOST_ELEMENTS)
    must_be_elements([each.element for each in elements])


@transaction.atomic
def replace_elements(
    *, by: Actor, at: datetime, version_id: UUID, expected: str, elements: Sequence[FileElement]
) -> dict[str, int]:
    """Make the elements of a draft those of a file; return how many are `added`, `changed`, `removed`.

    An element is the same one when its key is, or else its Dutch name and year. `expected` is the
    fingerprint of the draft as it was shown, so that nobody's work in between is lost. Raises
    `BadElementError`, `EmptyVersionError`, `TooManyElementsError`, `VersionConflictError`, `NotADraftError`,
    `NotVisibleError`.
    """
    version = locked_draft(by, version_id)
    _must_fit(elements)
    rows = {row.key: row for row in elements_of(version.pk)}
    present = [element_from(row) for row in rows.values()]
    if fingerprint(present) != expected:
        raise VersionConflictError(version)
    keyed = [(key or new_id(), each.element) for key, each in matched(present, elements)]
    removed = rows.keys() - {key for key, _element in keyed}
    ProgrammeElement.objects.filter(version_of=version, key__in=removed).delete()
    places: dict[int, int] = {}
    added, changed, moved = [], [], []
    for key, element in keyed:
        places[element.year] = places.get(element.year, 0) + 1
        row = rows.get(key)
        if row is None:
            row = ProgrammeElement(partnership_id=version.partnership_id, version_of=version, key=key)
            added.append(fill(row, element))
        elif not same_content(element_from(row), element):
            row.version += 1
            changed.append(fill(row, element))
        else:
            moved.append(row)
        row.position = places[element.year]
    ProgrammeElement.objects.bulk_create(added)
    for row in changed:
        row.save()
    ProgrammeElement.objects.bulk_update(moved, ["position"])
    counts = {"added": len(added), "changed": len(changed), "removed": len(removed)}
    record(by=by, at=at, action="programme.import", on=version, details=counts)
    return counts


@transaction.atomic
def import_programme(
    *, by: Actor, at: datetime, school_id: UUID, title: str, changes: str, elements: Sequence[FileElement]
) -> tuple[ProgrammeVersion, dict[str, int]]:
    """Bring a school's programme in from a file: into its draft, else a new version, else a new programme.

    `title` names a new programme, `changes` says what a new version is for. Returns the draft and the counts.
    Raises what `replace_elements`, `start_programme` and `new_version` raise.
    """
    programme = InductionProgramme.objects.filter(school=school_id).first()
    if programme is None:
        sector = sector_of_school(school_id)
        version = start_programme(by=by, at=at, school_id=school_id, sector=sector, title=title)
    else:
        draft = ProgrammeVersion.objects.filter(programme=programme, stage=VersionStage.DRAFT).first()
        version = draft or new_version(by=by, at=at, programme_id=programme.pk, changes=changes)
    present = [element_from(row) for row in elements_of(version.pk)]
    counts = replace_elements(
        by=by, at=at, version_id=version.pk, expected=fingerprint(present), elements=elements
    )
    return version, counts
