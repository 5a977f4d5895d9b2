"""Schools, boards and sub-regions of the partnership."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from ninja import Query, Router

from startlijn.api.doors import Request, operation
from startlijn.api.problems import ChangedMeanwhileError, NameTakenError
from startlijn.api.shapes import Input, Moment, Name, Named, Output, Page, Search, Version, page_of_rows
from startlijn.base.access.terms import Permission
from startlijn.base.organisations import actions
from startlijn.base.organisations.queries import own
from startlijn.base.organisations.terms import HolidayRegion, Precision, Sector
from startlijn.base.seams import now
from startlijn.base.tenancy import VersionConflictError

router = Router(tags=["Organisations"])


class School(Output):
    """A school that takes part. `name` is the partnership's own; `site_code` is its row in the register.

    `latitude` and `longitude` are degrees (WGS 84). A school that closed has `closed_on`, and `merged_into`
    when it went on in another.
    """

    id: UUID
    name: str
    place: str
    sector: Sector
    board: Named
    sub_region: Named | None
    site_code: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision
    holiday_region: HolidayRegion | None
    training_school: bool
    closed_on: date | None
    merged_into: UUID | None
    updated_at: datetime | None
    version: int


class SchoolSearch(Search):
    """Every word of `q` is looked for in name, place, site code and board at once.

    With `updated_since` also schools that closed since then are given, so that another system can follow.
    """

    sub_region: UUID | None = None
    board: UUID | None = None
    updated_since: Moment | None = None


class Renaming(Input):
    """A new name for a school, and the version that it replaces."""

    name: Name
    version: Version


class Board(Output):
    """A board that takes part; `number` is its number in the register."""

    id: UUID
    name: str
    number: str | None
    school_count: int


class SubRegion(Named):
    """A part of the region, with how many open schools belong to it."""

    school_count: int


def _school(row: Any, sub_region: Any) -> School:
    return School(
        id=row.pk,
        name=row.name,
        place=row.place,
        sector=row.sector,
        board=Named(id=row.board_id, name=row.board.name),
        sub_region=Named(id=sub_region.pk, name=sub_region.name) if sub_region else None,
        site_code=row.registry_site_id,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=row.precision,
        holiday_region=row.holiday_region or None,
        training_school=row.training_school,
        closed_on=row.closed_on,
        merged_into=row.merged_into_id,
        updated_at=row.updated_at,
        version=row.version,
    )


def _listed(row: Any) -> School:
    return _school(row, row.now_in[0].sub_region if row.now_in else None)


def _one(request: Request, school_id: UUID) -> School:
    page = own.school_page(request.actor, school_id)
    present = (row.sub_region for row in page.memberships if row.finished_on is None)
    return _school(page.school, next(present, None))


@operation(router.get, "/schools", Permission.ORGANISATIONS_READ, gives=Page[School])
def list_schools(request: Request, given: Query[SchoolSearch]) -> Page[School]:
    """List the schools that you may see, by name."""
    rows = own.search_schools(request.actor, given.q, with_closed=given.updated_since is not None)
    if given.sub_region is not None:
        rows = rows.filter(memberships__sub_region=given.sub_region, memberships__finished_on=None)
    if given.board is not None:
        rows = rows.filter(board=given.board)
    if given.updated_since is not None:
        rows = rows.filter(updated_at__gte=given.updated_since)
    return page_of_rows(rows, given, _listed)


@operation(router.get, "/schools/{uuid:school_id}", Permission.ORGANISATIONS_READ, gives=School)
def get_school(request: Request, school_id: UUID) -> School:
    """Give one school."""
    return _one(request, school_id)


@operation(router.patch, "/schools/{uuid:school_id}", Permission.ORGANISATIONS_MANAGE, gives=School)
def rename_school(request: Request, school_id: UUID, given: Renaming) -> School:
    """Give a school the name that people use.

    When somebody else changed the school in the meantime the answer is 409, with both: `yours` and `current`.
    """
    try:
        actions.rename_school(
            by=request.actor, at=now(), school_id=school_id, name=given.name, expected_version=given.version
        )
    except VersionConflictError as error:
        current = _one(request, school_id)
        raise ChangedMeanwhileError(given.model_dump(), current.model_dump()) from error
    except IntegrityError as error:
        raise NameTakenError from error
    return _one(request, school_id)


@operation(router.get, "/boards", Permission.ORGANISATIONS_READ, gives=Page[Board])
def list_boards(request: Request, given: Query[Search]) -> Page[Board]:
    """List the boards that you may see, by name."""

    def make(row: Any) -> Board:
        return Board(id=row.pk, name=row.name, number=row.registry_board_id, school_count=row.school_count)

    return page_of_rows(own.search_boards(request.actor, given.q), given, make)


@operation(router.get, "/sub-regions", Permission.ORGANISATIONS_READ, gives=list[SubRegion])
def list_sub_regions(request: Request) -> list[SubRegion]:
    """List the sub-regions that you may see, by name."""
    rows: Any = own.sub_regions(request.actor)
    return [SubRegion(id=row.pk, name=row.name, school_count=row.school_count) for row in rows]
