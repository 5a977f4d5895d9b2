"""Designing a draft: adding, changing, copying, moving and removing elements, and their hours together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.domain.induction.actions.keeping import (
    fill,
    last_position,
    locked_draft,
    locked_element,
    must_have_room,
    renumber,
)
from startlijn.domain.induction.models import ProgrammeElement
from startlijn.domain.induction.queries.in_force import element_from
from startlijn.domain.induction.rules.elements import NewElement, must_be_elements


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one element; `expected_version` notices that somebody else was first."""

    starter: Decimal
    coach: Decimal
    expected_version: int


@transaction.atomic
def add_element(*, by: Actor, at: datetime, version_id: UUID, element: NewElement) -> ProgrammeElement:
    """Add an element at the end of its year.

    Raises `BadElementError`, `TooManyElementsError`, `NotADraftError`, `NotVisibleError`.
    """
    version = locked_draft(by, version_id)
    must_be_elements([element])
    must_have_room(version)
    row = ProgrammeElement(partnership_id=version.partnership_id, version_of=version)
    row.position = last_position(version.pk, element.year) + 1
    fill(row, element).save(force_insert=True)
    record(by=by, at=at, action="element.add", on=row, details={"year": row.year})
    return row


@transaction.atomic
def change_element(
    *, by: Actor, at: datetime, element_id: UUID, expected_version: int, element: NewElement
) -> ProgrammeElement:
    """Change an element; in another year it stands last. Raises `VersionConflictError`, as `add_element`."""
    row = locked_element(by, element_id).expect(expected_version)
    must_be_elements([element])
    before = row.year
    fill(row, element)
    if row.year != before:
        row.position = last_position(row.version_of_id, row.year) + 1
    row.version += 1
    row.save()
    if row.year != before:
        renumber(row.version_of_id, before)
    record(by=by, at=at, action="element.change", on=row, details={"year": row.year})
    return row


@transaction.atomic
def duplicate_element(
    *, by: Actor, at: datetime, element_id: UUID, year: int | None = None
) -> ProgrammeElement:
    """Copy an element to the end of its own year, or of another. The copy is an element of its own.

    Raises `BadElementError`, `TooManyElementsError`, `NotADraftError`, `NotVisibleError`.
    """
    row = locked_element(by, element_id)
    must_have_room(row.version_of)
    element = replace(element_from(row), year=row.year if year is None else year)
    must_be_elements([element])
    copy = ProgrammeElement(partnership_id=row.partnership_id, version_of_id=row.version_of_id)
    copy.position = last_position(row.version_of_id, element.year) + 1
    fill(copy, element).save(force_insert=True)
    record(by=by, at=at, action="element.duplicate", on=copy, details={"year": copy.year})
    return copy


@transaction.atomic
def move_element(
    *, by: Actor, at: datetime, element_id: UUID, expected_version: int, year: int
) -> ProgrammeElement:
    """Move an element to the end of another year. Raises as `change_element`."""
    row = locked_element(by, element_id).expect(expected_version)
    must_be_elements([replace(element_from(row), year=year)])
    before, row.year = row.year, year
    row.position = last_position(row.version_of_id, year) + 1
    row.version += 1
    row.save(update_fields=["year", "position", "version"])
    renumber(row.version_of_id, before)
    renumber(row.version_of_id, year)
    record(by=by, at=at, action="element.move", on=row, details={"from": before, "to": year})
    return row


@transaction.atomic
def reorder_element(*, by: Actor, at: datetime, element_id: UUID, steps: int) -> ProgrammeElement:
    """Move an element so many places down in its year (up when negative); it stops at the ends.

    Raises `NotADraftError`, `NotVisibleError`.
    """
    row = locked_element(by, element_id)
    rows = list(
        ProgrammeElement.objects.filter(version_of=row.version_of_id, year=row.year).order_by(
            "position", "pk"
        )
    )
    here = next(place for place, each in enumerate(rows) if each.pk == row.pk)
    there = max(0, min(len(rows) - 1, here + steps))
    rows.insert(there, rows.pop(here))
    for number, each in enumerate(rows, start=1):
        each.position = number
    ProgrammeElement.objects.bulk_update(rows, ["position"])
    record(by=by, at=at, action="element.reorder", on=row, details={"to": there + 1})
    return rows[there]


@transaction.atomic
def remove_element(*, by: Actor, at: datetime, element_id: UUID, expected_version: int) -> None:
    """Take an element out of a draft. Raises `VersionConflictError`, `NotADraftError`, `NotVisibleError`."""
    row = locked_element(by, element_id).expect(expected_version)
    record(by=by, at=at, action="element.remove", on=row, details={"year": row.year})
    version_id, year = row.version_of_id, row.year
    row.delete()
    renumber(version_id, year)


@transaction.atomic
def set_hours(*, by: Actor, at: datetime, version_id: UUID, hours: Mapping[UUID, Hours]) -> int:
    """Set the hours of many elements of one draft at once; return how many changed.

    Raises `BadElementError`, `VersionConflictError`, `NotADraftError`, `NotVisibleError`.
    """
    version = locked_draft(by, version_id)
    rows = {row.pk: row for row in ProgrammeElement.objects.filter(version_of=version, pk__in=hours)}
    if len(rows) != len(hours):
        raise NotVisibleError("ProgrammeElement")
    changed = []
    for pk, given in hours.items():
        row = rows[pk]
        if (row.starter_hours, row.coach_hours) == (given.starter, given.coach):
            continue
        row.expect(given.expected_version)
        must_be_elements([replace(element_from(row), starter_hours=given.starter, coach_hours=given.coach)])
        row.starter_hours, row.coach_hours = given.starter, given.coach
        row.version += 1
        changed.append(row)
    ProgrammeElement.objects.bulk_update(changed, ["starter_hours", "coach_hours", "version"])
    record(by=by, at=at, action="element.set_hours", on=version, details={"elements": len(changed)})
    return len(changed)
