"""Starting a programme from a template or from nothing; its name; a new version of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.rules import whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.content import programme_template
from startlijn.domain.induction.actions.keeping import keep_elements
from startlijn.domain.induction.models import InductionProgramme, ProgrammeVersion
from startlijn.domain.induction.queries.in_force import elements_for_rules
from startlijn.domain.induction.queries.programmes import (
    boards_to_start_for,
    programme_to_manage,
    readable_versions,
    schools_to_start_for,
)
from startlijn.domain.induction.queries.versions import newest_of, packaged_elements
from startlijn.domain.induction.rules.elements import Element
from startlijn.domain.induction.terms import (
    Clock,
    DraftExistsError,
    ProgrammeExistsError,
    VersionStage,
)

_COPIED = ("introduction_nl", "introduction_en", "hours_available", "template")


def _owned(by: Actor, school_id: UUID | None, board_id: UUID | None) -> InductionProgramme:
    """Return a programme, not saved, of whom it will be. Raises `NotVisibleError`, `ProgrammeExistsError`."""
    if school_id is not None:
        school = schools_to_start_for(by).filter(pk=school_id).first()
        if school is None:
            raise NotVisibleError("School")
        if InductionProgramme.objects.filter(school=school).exists():
            raise ProgrammeExistsError(school=school.name)
        return InductionProgramme(partnership_id=school.partnership_id, school=school)
    if board_id is not None:
        board = boards_to_start_for(by).filter(pk=board_id).first()
        if board is None:
            raise NotVisibleError("Board")
        return InductionProgramme(partnership_id=board.partnership_id, board=board)
    if by.partnership_id is None or not whole_partnership(by, Permission.PROGRAMMES_MANAGE):
        raise NotVisibleError("Partnership")
    return InductionProgramme(partnership_id=by.partnership_id, template_of_id=by.partnership_id)


def _template_version(by: Actor, template: UUID) -> ProgrammeVersion:
    """Return a published version of a template that the actor may copy. Raises `NotVisibleError`."""
    found = (
        readable_versions(by)
        .filter(pk=template, programme__school=None, stage__in=[VersionStage.IN_FORCE, VersionStage.RETIRED])
        .first()
    )
    if found is None:
        raise NotVisibleError("ProgrammeVersion")
    return found


def _begin(by: Actor, version: ProgrammeVersion, template: str | UUID | None) -> Sequence[Element]:
    """Fill the first version with what its template says, and return the elements to copy."""
    if template is None or template == "":
        return ()
    try:
        base_id = template if isinstance(template, UUID) else UUID(template)
    except ValueError:
        base_id = None
    if base_id is not None:
        base = _template_version(by, base_id)
        version.based_on = base
        for name in _COPIED:
            setattr(version, name, getattr(base, name))
        return elements_for_rules(base.pk)
    try:
        written = programme_template(str(template))
    except KeyError as error:
        raise NotVisibleError("Template") from error
    version.template = written.id
    version.introduction_nl, version.introduction_en = written.introduction["nl"], written.introduction["en"]
    return packaged_elements(written.id)


@transaction.atomic
def start_programme(
    *,
    by: Actor,
    at: datetime,
    sector: str,
    title: str,
    school_id: UUID | None = None,
    board_id: UUID | None = None,
    template: str | UUID | None = None,
) -> ProgrammeVersion:
    """Start the programme of a school, or a template of a board or (without both) of the partnership.

    `template` is a packaged one ("po.2026-1"), a published version of another template, or None for an empty
    programme. Returns its first version, a draft. Raises `ProgrammeExistsError`, `NotVisibleError`.
    """
    programme = _owned(by, school_id, board_id)
    programme.sector, programme.title, programme.created_at = sector, title, at
    version = ProgrammeVersion(
        partnership_id=programme.partnership_id, programme=programme, number=1, created_at=at
    )
    elements = _begin(by, version, template)
    programme.save()
    version.save()
    keep_elements(version, [(element.key, element) for element in elements])
    record(by=by, at=at, action="programme.start", on=programme, details={"elements": len(elements)})
    return version


@transaction.atomic
def edit_programme(
    *, by: Actor, at: datetime, programme_id: UUID, expected_version: int, title: str, clock: Clock
) -> InductionProgramme:
    """Change name and way of counting time. Raises `VersionConflictError`, `NotVisibleError`."""
    programme_to_manage(by, programme_id)
    row = InductionProgramme.objects.select_for_update(of=("self",)).get(pk=programme_id)
    row.expect(expected_version)
    row.title, row.clock = title, clock
    row.version += 1
    row.save(update_fields=["title", "clock", "version"])
    record(by=by, at=at, action="programme.edit", on=row)
    return row


@transaction.atomic
def new_version(*, by: Actor, at: datetime, programme_id: UUID, changes: str = "") -> ProgrammeVersion:
    """Make a draft that is a copy of the newest version; `changes` says what it is for.

    Elements keep their keys, so that versions can be compared. Raises `DraftExistsError`, `NotVisibleError`.
    """
    programme_to_manage(by, programme_id)
    programme = InductionProgramme.objects.select_for_update(of=("self",)).get(pk=programme_id)
    newest = newest_of(programme)
    draft = ProgrammeVersion.objects.filter(programme=programme, stage=VersionStage.DRAFT).first()
    if draft is not None:
        raise DraftExistsError(number=draft.number)
    version = ProgrammeVersion(
        partnership_id=programme.partnership_id,
        programme=programme,
        number=newest.number + 1,
        based_on=newest,
        changes=changes,
        created_at=at,
        **{name: getattr(newest, name) for name in _COPIED},
    )
    version.save()
    keep_elements(version, [(element.key, element) for element in elements_for_rules(newest.pk)])
    record(by=by, at=at, action="version.new", on=version, details={"number": version.number})
    return version
