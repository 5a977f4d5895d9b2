"""Everything that changes the partnership's own organisations: one verb each, journaled, all or nothing."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import (
    Board,
    Institute,
    Membership,
    Partnership,
    RegistrySite,
    School,
    SubRegion,
)
from startlijn.base.organisations.rules import search_text
from startlijn.base.organisations.terms import Precision, SchoolClosedError


def _tenant(by: Actor) -> UUID:
    if by.partnership_id is None:
        raise NotVisibleError("Partnership")
    return by.partnership_id


@transaction.atomic
def create_partnership(*, by: Actor, at: datetime, name: str, slug: str, language: str = "nl") -> Partnership:
    """Create a tenant. Only the operator can. Raises `NotVisibleError` for anybody else."""
    if not by.operator:
        raise NotVisibleError("Partnership")
    partnership = Partnership.objects.create(name=name, slug=slug, language=language)
    record(by=by, at=at, action="partnership.create", on=partnership)
    return partnership


@transaction.atomic
def create_sub_region(*, by: Actor, at: datetime, name: str) -> SubRegion:
    """Create a sub-region of the actor's partnership (seed 001 line 13)."""
    must(by, Permission.ORGANISATIONS_MANAGE)
    sub_region = SubRegion.objects.create(partnership_id=_tenant(by), name=name)
    record(by=by, at=at, action="sub_region.create", on=sub_region)
    return sub_region


@transaction.atomic
def create_board(*, by: Actor, at: datetime, name: str, registry_board: str | None = None) -> Board:
    """Create a board of the actor's partnership; `registry_board` is its number in the register."""
    must(by, Permission.ORGANISATIONS_MANAGE)
    board = Board.objects.create(partnership_id=_tenant(by), name=name, registry_board_id=registry_board)
    record(by=by, at=at, action="board.create", on=board)
    return board


@transaction.atomic
def create_institute(*, by: Actor, at: datetime, name: str, place: str) -> Institute:
    """Create a teacher-training institute of the actor's partnership."""
    must(by, Permission.ORGANISATIONS_MANAGE)
    institute = Institute.objects.create(partnership_id=_tenant(by), name=name, place=place)
    record(by=by, at=at, action="institute.create", on=institute)
    return institute


@transaction.atomic
def create_school(
    *,
    by: Actor,
    at: datetime,
    board_id: UUID,
    sub_region_id: UUID,
    name: str,
    sector: str,
    place: str,
    started_on: date,
    latitude: float | None = None,
    longitude: float | None = None,
    precision: str = Precision.NONE,
    registry_site: str | None = None,
    training_school: bool = False,
) -> School:
    """Create a school of a board, member of a sub-region from `started_on`.

    `latitude` and `longitude` are degrees (WGS 84), given both or neither; `precision` says how exact.
    """
    board = get_visible(by, Permission.ORGANISATIONS_MANAGE, Board, board_id)
    sub_region = get_visible(by, Permission.ORGANISATIONS_MANAGE, SubRegion, sub_region_id)
    school = School.objects.create(
        partnership_id=_tenant(by),
        board=board,
        name=name,
        sector=sector,
        place=place,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        registry_site_id=registry_site,
        training_school=training_school,
        search=search_text(name, place, registry_site or "", board.name),
        updated_at=at,
    )
    Membership.objects.create(
        partnership_id=_tenant(by), school=school, sub_region=sub_region, started_on=started_on
    )
    record(by=by, at=at, action="school.create", on=school)
    return school


@transaction.atomic
def add_school_from_register(
    *, by: Actor, at: datetime, site_code: str, sub_region_id: UUID, name: str, started_on: date
) -> School:
    """Create a school from its row in the register, with its board (made when new) and its location.

    The school keeps its own name; its row in the register follows later imports.
    """
    must(by, Permission.ORGANISATIONS_MANAGE)
    site = RegistrySite.objects.select_related("board").filter(pk=site_code, closed_on=None).first()
    if site is None:
        raise NotVisibleError("RegistrySite")
    board = Board.objects.filter(registry_board=site.board).first()
    if board is None:
        board = create_board(by=by, at=at, name=str(site.board), registry_board=site.board_id)
    school = create_school(
        by=by,
        at=at,
        board_id=board.pk,
        sub_region_id=sub_region_id,
        name=name,
        sector=site.sector,
        place=site.place,
        started_on=started_on,
        latitude=site.latitude,
        longitude=site.longitude,
        precision=site.precision,
        registry_site=site.site_code,
    )
    School.objects.filter(pk=school.pk).update(holiday_region=site.holiday_region)
    return school


@transaction.atomic
def rename_school(*, by: Actor, at: datetime, school_id: UUID, name: str, expected_version: int) -> School:
    """Give a school the name people use; later imports leave it alone.

    Raises `VersionConflictError` when somebody else saved the school in the meantime.
    """
    get_visible(by, Permission.ORGANISATIONS_MANAGE, School, school_id)
    school = School.objects.select_for_update(of=("self",)).get(pk=school_id).expect(expected_version)
    school.name = name
    school.search = search_text(name, school.place, school.registry_site_id or "", school.board.name)
    school.version += 1
    school.updated_at = at
    school.save(update_fields=["name", "search", "version", "updated_at"])
    record(by=by, at=at, action="school.rename", on=school)
    return school


@transaction.atomic
def edit_school(
    *,
    by: Actor,
    at: datetime,
    school_id: UUID,
    name: str,
    place: str,
    latitude: float | None,
    longitude: float | None,
    expected_version: int,
) -> School:
    """Change the name and the location of a school; a point that differs counts as set by hand.

    `latitude` and `longitude` are degrees (WGS 84), given both or neither. Raises `VersionConflictError`
    when somebody else saved the school in the meantime.
    """
    get_visible(by, Permission.ORGANISATIONS_MANAGE, School, school_id)
    school = School.objects.select_for_update(of=("self",)).get(pk=school_id).expect(expected_version)
    if (latitude, longitude) != (school.latitude, school.longitude):
        school.latitude, school.longitude = latitude, longitude
        school.precision = Precision.NONE if latitude is None else Precision.MANUAL
    school.name, school.place = name, place
    school.search = search_text(name, place, school.registry_site_id or "", school.board.name)
    school.version += 1
    school.updated_at = at
    school.save()
    record(by=by, at=at, action="school.edit", on=school)
    return school


@transaction.atomic
def move_school(
    *, by: Actor, at: datetime, school_id: UUID, sub_region_id: UUID, from_on: date
) -> Membership:
    """Move a school to another sub-region from a day on; the membership before ends that day."""
    school = get_visible(by, Permission.ORGANISATIONS_MANAGE, School, school_id)
    sub_region = get_visible(by, Permission.ORGANISATIONS_MANAGE, SubRegion, sub_region_id)
    Membership.objects.filter(school=school, finished_on=None).update(finished_on=from_on)
    membership = Membership.objects.create(
        partnership_id=_tenant(by), school=school, sub_region=sub_region, started_on=from_on
    )
    School.objects.filter(pk=school.pk).update(updated_at=at)
    record(by=by, at=at, action="school.move", on=school, details={"sub_region": str(sub_region.pk)})
    return membership


@transaction.atomic
def merge_school(*, by: Actor, at: datetime, school_id: UUID, into_id: UUID, on: date) -> School:
    """Close a school from a day on and point to the one it goes on in; its history stays its own.

    It leaves its sub-region that day. Starters and coaches go along in `guidance.actions.merge_school`, which
    doors use. Raises `SchoolClosedError` when either is closed, `NotVisibleError`.
    """
    school = get_visible(by, Permission.ORGANISATIONS_MANAGE, School, school_id)
    into = get_visible(by, Permission.ORGANISATIONS_MANAGE, School, into_id)
    if school.pk == into.pk:
        raise NotVisibleError("School")
    for each in (school, into):
        if each.closed_on is not None:
            raise SchoolClosedError(school=each.name)
    Membership.objects.filter(school=school, finished_on=None, started_on__lt=on).update(finished_on=on)
    school.merged_into, school.closed_on, school.updated_at = into, on, at
    school.version += 1
    school.save(update_fields=["merged_into", "closed_on", "version", "updated_at"])
    record(by=by, at=at, action="school.merge", on=school, details={"into": str(into.pk)})
    return school
