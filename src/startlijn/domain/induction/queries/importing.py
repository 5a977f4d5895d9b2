"""What bringing a file in would change, before anything is written; and which school is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import School
from startlijn.base.organisations.queries.own import search_schools
from startlijn.domain.induction.models import InductionProgramme
from startlijn.domain.induction.queries.in_force import elements_for_rules
from startlijn.domain.induction.queries.programmes import schools_to_start_for, version_to_manage
from startlijn.domain.induction.queries.versions import newest_of
from startlijn.domain.induction.rules.comparing import Comparison
from startlijn.domain.induction.rules.importing import fingerprint, what_changes
from startlijn.domain.induction.rules.stages import must_be_draft
from startlijn.domain.induction.rules.tables import FileElement


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change. `expected` holds the state it was compared with, for the confirmation."""

    expected: str
    comparison: Comparison


def preview_of(actor: Actor, version_id: UUID, elements: Sequence[FileElement]) -> Preview:
    """Return what a file would change in a draft. Raises `NotADraftError`, `NotVisibleError`."""
    version = version_to_manage(actor, version_id)
    must_be_draft(version.stage, version.number)
    present = elements_for_rules(version.pk)
    return Preview(fingerprint(present), what_changes(present, elements))


def preview_for_school(actor: Actor, school_id: UUID, elements: Sequence[FileElement]) -> Preview:
    """Return what a file would change in the newest version of a school, or in an empty programme."""
    if not schools_to_start_for(actor).filter(pk=school_id).exists():
        raise NotVisibleError("School")
    programme = InductionProgramme.objects.filter(school=school_id).first()
    present = elements_for_rules(newest_of(programme).pk) if programme else ()
    return Preview(fingerprint(present), what_changes(present, elements))


def school_called(actor: Actor, text: str) -> School:
    """Return the school with this id, or else the one with this name or site code (BRIN).

    Raises `NotVisibleError` when there is none, or more than one.
    """
    try:
        found = list(visible(actor, Permission.ORGANISATIONS_READ, School).filter(pk=UUID(text)))
    except ValueError:
        near = list(search_schools(actor, text)[:50])
        exact = [school for school in near if school.name.casefold() == text.strip().casefold()]
        found = exact or near
    if len(found) != 1:
        raise NotVisibleError("School")
    return found[0]
