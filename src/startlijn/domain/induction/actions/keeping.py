"""Writing elements and versions for the verbs beside this file, which check and leave the line."""

from collections.abc import Iterable
from uuid import UUID

from startlijn.base.access.terms import Actor
from startlijn.domain.induction.models import InductionProgramme, ProgrammeElement, ProgrammeVersion
from startlijn.domain.induction.queries.programmes import element_to_manage, version_to_manage
from startlijn.domain.induction.rules.elements import CONTENT, NewElement
from startlijn.domain.induction.rules.stages import must_be_draft
from startlijn.domain.induction.terms import MOST_ELEMENTS, TooManyElementsError


def locked_version(by: Actor, version_id: UUID) -> ProgrammeVersion:
    """Return a version that the actor may change, with its programme locked. Raises `NotVisibleError`."""
    seen = version_to_manage(by, version_id)
    InductionProgramme.objects.select_for_update(of=("self",)).get(pk=seen.programme_id)
    return ProgrammeVersion.objects.select_related("programme").get(pk=version_id)


def locked_draft(by: Actor, version_id: UUID) -> ProgrammeVersion:
    """Return a draft that the actor may change, locked. Raises `NotADraftError`, `NotVisibleError`."""
    version = locked_version(by, version_id)
    must_be_draft(version.stage, version.number)
    return version


def locked_element(by: Actor, element_id: UUID) -> ProgrammeElement:
    """Return an element of a draft, with its programme locked. Raises `NotADraftError`, `NotVisibleError`."""
    seen = element_to_manage(by, element_id)
    locked_draft(by, seen.version_of_id)
    return ProgrammeElement.objects.get(pk=element_id)


def fill(row: ProgrammeElement, element: NewElement) -> ProgrammeElement:
    """Write what an element says into its row, without saving it."""
    for name in CONTENT:
        setattr(row, name, getattr(element, name))
    row.criteria = [each.value for each in element.criteria]
    row.starter_types = [each.value for each in element.starter_types]
    row.owner, row.second_owner = element.owner or "", element.second_owner or ""
    return row


def must_have_room(version: ProgrammeVersion, more: int = 1) -> None:
    """Raise `TooManyElementsError` when so many elements do not fit any more."""
    if ProgrammeElement.objects.filter(version_of=version).count() + more > MOST_ELEMENTS:
        raise TooManyElementsError(most=MOST_ELEMENTS)


def last_position(version_id: UUID, year: int) -> int:
    """Return the place of the last element of a year; 0 when the year is empty."""
    rows = ProgrammeElement.objects.filter(version_of=version_id, year=year)
    return max(rows.values_list("position", flat=True), default=0)


def keep_elements(version: ProgrammeVersion, elements: Iterable[tuple[UUID, NewElement]]) -> None:
    """Add elements with their keys to a version, in order. Three queries for any number."""
    places: dict[int, int] = {}
    rows = []
    for key, element in elements:
        places[element.year] = places.get(element.year, 0) + 1
        row = ProgrammeElement(partnership_id=version.partnership_id, version_of=version, key=key)
        row.position = places[element.year]
        rows.append(fill(row, element))
    ProgrammeElement.objects.bulk_create(rows)


def renumber(version_id: UUID, year: int) -> None:
    """Number the elements of a year from one."""
    rows = list(ProgrammeElement.objects.filter(version_of=version_id, year=year).order_by("position", "pk"))
    for number, row in enumerate(rows, start=1):
        row.position = number
    ProgrammeElement.objects.bulk_update(rows, ["position"])
