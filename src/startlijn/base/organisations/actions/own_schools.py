"""Bringing in a file of one's own schools and regions: everything in it, or nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.actions.partnership import (
    create_board,
    create_school,
    create_sub_region,
    move_school,
)
from startlijn.base.organisations.models import Board, Membership, RegistrySite, School, SubRegion
from startlijn.base.organisations.rules import search_text
from startlijn.base.organisations.terms import OwnSchool, Precision


@transaction.atomic
def import_schools(
    *, by: Actor, at: datetime, schools: Sequence[OwnSchool], started_on: date
) -> tuple[dict[str, int], dict[int, UUID]]:
    """Make or change the schools, with the boards and sub-regions they need; nothing is deleted.

    A school is known by its site code, else by its name and place. `started_on` is the first day of new
    memberships. Returns counts (`new`, `changed`, `unchanged`, `boards`, `sub_regions`) and the id of the
    school by row of the file. The same file again changes nothing.
    """
    must(by, Permission.ORGANISATIONS_MANAGE)
    counts = Counter(new=0, changed=0, unchanged=0, boards=0, sub_regions=0)
    boards = {board.name.casefold(): board for board in Board.objects.all()}
    regions = {region.name.casefold(): region for region in SubRegion.objects.all()}
    ids: dict[int, UUID] = {}
    for given in schools:
        if given.board.casefold() not in boards:
            boards[given.board.casefold()] = create_board(by=by, at=at, name=given.board)
            counts["boards"] += 1
        if given.sub_region.casefold() not in regions:
            regions[given.sub_region.casefold()] = create_sub_region(by=by, at=at, name=given.sub_region)
            counts["sub_regions"] += 1
        board, region = boards[given.board.casefold()], regions[given.sub_region.casefold()]
        school = _known(given)
        if school is None:
            school = _make(by, at, given, board, region, started_on=started_on)
            counts["new"] += 1
        else:
            changed = _change(by, at, school, given, board)
            changed |= _move(by, at, school, region, started_on)
            counts["changed" if changed else "unchanged"] += 1
        ids[given.row] = school.pk
    return dict(counts), ids


def _known(given: OwnSchool) -> School | None:
    if given.site_code:
        found = School.objects.filter(registry_site=given.site_code).first()
        if found is not None:
            return found
    return School.objects.filter(name__iexact=given.name, place__iexact=given.place).first()


def _point(given: OwnSchool) -> tuple[float | None, float | None, str, str | None]:
    """Return latitude, longitude, precision and the row in the register, where there is one."""
    site = RegistrySite.objects.filter(pk=given.site_code).first() if given.site_code else None
    if given.latitude is not None:
        return given.latitude, given.longitude, Precision.MANUAL, site.pk if site else None
    if site is not None:
        return site.latitude, site.longitude, site.precision, site.pk
    return None, None, Precision.NONE, None


def _make(
    by: Actor, at: datetime, given: OwnSchool, board: Board, region: SubRegion, *, started_on: date
) -> School:
    latitude, longitude, precision, site = _point(given)
    return create_school(
        by=by,
        at=at,
        board_id=board.pk,
        sub_region_id=region.pk,
        name=given.name,
        sector=given.sector,
        place=given.place,
        started_on=started_on,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        registry_site=site,
        training_school=given.training_school,
    )


def _change(by: Actor, at: datetime, school: School, given: OwnSchool, board: Board) -> bool:
    """Take over what the file says; tell whether anything was different."""
    latitude, longitude, precision, site = _point(given)
    says: dict[str, object] = {
        "name": given.name,
        "place": given.place,
        "sector": given.sector,
        "training_school": given.training_school,
        "board_id": board.pk,
    }
    if site is not None:
        says["registry_site_id"] = site
    if given.latitude is not None or (latitude is not None and school.latitude is None):
        says |= {"latitude": latitude, "longitude": longitude}
    different = {name: value for name, value in says.items() if getattr(school, name) != value}
    if not different:
        return False
    if "latitude" in different or "longitude" in different:
        different["precision"] = precision
    for name, value in different.items():
        setattr(school, name, value)
    school.search = search_text(school.name, school.place, school.registry_site_id or "", board.name)
    school.version += 1
    school.updated_at = at
    school.save()
    record(by=by, at=at, action="school.import", on=school, details={"fields": sorted(different)})
    return True


def _move(by: Actor, at: datetime, school: School, region: SubRegion, from_on: date) -> bool:
    """Move the school when it is in another sub-region; tell whether it moved."""
    present = Membership.objects.filter(school=school, finished_on=None).first()
    if present is not None and present.sub_region_id == region.pk:
        return False
    if present is not None and present.started_on >= from_on:
        Membership.objects.filter(pk=present.pk).update(sub_region=region)
        record(by=by, at=at, action="school.move", on=school, details={"sub_region": str(region.pk)})
        return True
    move_school(by=by, at=at, school_id=school.pk, sub_region_id=region.pk, from_on=from_on)
    return True
