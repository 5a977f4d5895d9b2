"""The life of a version: its texts, consultation, consent, in force from a school year, retired."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import record
from startlijn.domain.induction.actions.keeping import locked_draft, locked_version
from startlijn.domain.induction.models import ProgrammeElement, ProgrammeVersion
from startlijn.domain.induction.rules.stages import (
    CONSULTED,
    PUBLISHED,
    may_come_into_force,
    must_be_in,
    must_be_near,
    school_year_at,
)
from startlijn.domain.induction.terms import (
    DraftExistsError,
    EarlyConsentError,
    EmptyVersionError,
    InUseError,
    VersionStage,
    YearTakenError,
)
from startlijn.engines.schoolyear import SchoolYear


def _save(row: ProgrammeVersion, *names: str) -> None:
    row.version += 1
    row.save(update_fields=[*names, "version"])


@transaction.atomic
def edit_version(
    *,
    by: Actor,
    at: datetime,
    version_id: UUID,
    expected_version: int,
    introduction_nl: str,
    introduction_en: str,
    changes: str,
    hours_available: int,
) -> ProgrammeVersion:
    """Change the texts of a draft, and how many hours a starter has in four weeks.

    Raises `VersionConflictError`, `NotADraftError`, `NotVisibleError`.
    """
    row = locked_draft(by, version_id).expect(expected_version)
    row.introduction_nl, row.introduction_en = introduction_nl, introduction_en
    row.changes, row.hours_available = changes, hours_available
    _save(row, "introduction_nl", "introduction_en", "changes", "hours_available")
    record(by=by, at=at, action="version.edit", on=row, details={"number": row.number})
    return row


def _must_have_elements(row: ProgrammeVersion) -> None:
    if not ProgrammeElement.objects.filter(version_of=row).exists():
        raise EmptyVersionError


@transaction.atomic
def send_for_consultation(*, by: Actor, at: datetime, version_id: UUID, on: date) -> ProgrammeVersion:
    """Send a draft to the staff council: from now on everybody of the school reads it, and it stays as it is.

    Raises `NotADraftError`, `EmptyVersionError`, `NotVisibleError`.
    """
    row = locked_draft(by, version_id)
    _must_have_elements(row)
    row.stage, row.consulted_on = VersionStage.CONSULTATION, on
    _save(row, "stage", "consulted_on")
    record(by=by, at=at, action="version.consult", on=row, details={"number": row.number})
    return row


@transaction.atomic
def take_back(*, by: Actor, at: datetime, version_id: UUID) -> ProgrammeVersion:
    """Make a version in consultation a draft again, such as after a remark of the staff council.

    Raises `WrongStageError`, `DraftExistsError`, `NotVisibleError`.
    """
    row = locked_version(by, version_id)
    must_be_in(row.stage, CONSULTED)
    draft = ProgrammeVersion.objects.filter(programme=row.programme_id, stage=VersionStage.DRAFT).first()
    if draft is not None:
        raise DraftExistsError(number=draft.number)
    row.stage, row.consulted_on, row.consent_on = VersionStage.DRAFT, None, None
    _save(row, "stage", "consulted_on", "consent_on")
    record(by=by, at=at, action="version.take_back", on=row, details={"number": row.number})
    return row


@transaction.atomic
def note_consent(*, by: Actor, at: datetime, version_id: UUID, on: date) -> ProgrammeVersion:
    """Note that the staff council agreed; also afterwards. It never blocks.

    Raises `WrongStageError`, `EarlyConsentError`, `NotVisibleError`.
    """
    row = locked_version(by, version_id)
    must_be_in(row.stage, CONSULTED | PUBLISHED)
    if row.consulted_on is not None and on < row.consulted_on:
        raise EarlyConsentError(day=row.consulted_on)
    row.consent_on = on
    _save(row, "consent_on")
    record(by=by, at=at, action="version.consent", on=row, details={"number": row.number})
    return row


@transaction.atomic
def put_in_force(*, by: Actor, at: datetime, version_id: UUID, from_year: int) -> ProgrammeVersion:
    """Let a version hold from a school year (2026 is 2026-2027). A template may skip the consultation.

    The version before it holds until then, and is retired once that year has begun. Raises
    `WrongStageError`, `EmptyVersionError`, `BadYearError`, `YearTakenError`, `NotVisibleError`.
    """
    row = locked_version(by, version_id)
    must_be_in(row.stage, may_come_into_force(is_template=row.programme.school_id is None))
    _must_have_elements(row)
    must_be_near(from_year, at)
    decided = ProgrammeVersion.objects.filter(programme=row.programme_id, stage=VersionStage.IN_FORCE)
    taken = decided.filter(in_force_from=from_year).first()
    if taken is not None:
        raise YearTakenError(number=taken.number, year=SchoolYear(from_year).label)
    row.stage, row.in_force_from = VersionStage.IN_FORCE, from_year
    _save(row, "stage", "in_force_from")
    _retire_replaced(row, school_year_at(at).begins_in)
    record(
        by=by, at=at, action="version.put_in_force", on=row, details={"number": row.number, "from": from_year}
    )
    return row


def _retire_replaced(row: ProgrammeVersion, year: int) -> None:
    """Retire what a version that began by this year has replaced."""
    decided = ProgrammeVersion.objects.filter(programme=row.programme_id, stage=VersionStage.IN_FORCE)
    begun = decided.filter(in_force_from__lte=year).order_by("-in_force_from").first()
    if begun is not None:
        decided.filter(in_force_from__lt=begun.in_force_from).update(stage=VersionStage.RETIRED)


@transaction.atomic
def retire_version(*, by: Actor, at: datetime, version_id: UUID) -> ProgrammeVersion:
    """End a version without another in its place: from now on it no longer holds.

    Raises `WrongStageError`, `NotVisibleError`.
    """
    row = locked_version(by, version_id)
    must_be_in(row.stage, PUBLISHED)
    row.stage = VersionStage.RETIRED
    _save(row, "stage")
    record(by=by, at=at, action="version.retire", on=row, details={"number": row.number})
    return row


@transaction.atomic
def discard_draft(*, by: Actor, at: datetime, version_id: UUID) -> None:
    """Throw a draft away, and the programme with it when there is no other version.

    Raises `NotADraftError`, `InUseError`, `NotVisibleError`.
    """
    row = locked_draft(by, version_id)
    programme = row.programme
    record(by=by, at=at, action="version.discard", on=row, details={"number": row.number})
    try:
        row.delete()
        if not ProgrammeVersion.objects.filter(programme=programme).exists():
            programme.delete()
    except ProtectedError as error:
        raise InUseError(number=row.number) from error
