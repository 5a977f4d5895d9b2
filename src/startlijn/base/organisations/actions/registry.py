"""Bringing DUO's files into the register: staged, looked at, then applied or discarded as a whole.

Nothing is deleted: a site that vanished from the file gets a closing date. Shared by all partnerships.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import RegistryBoard, RegistryImport, RegistrySite
from startlijn.base.organisations.queries.standing import Standing, standing_of
from startlijn.base.organisations.rules import search_text
from startlijn.base.organisations.terms import (
    ImportState,
    NothingChangedError,
    Precision,
    RegistryFile,
    StaleImportError,
)
from startlijn.engines.duo import BoardRow, Kind, PlacedSite, Point, SiteRow, fewer_rows_guard, short_name
from startlijn.engines.duo import Precision as Exactness

_BATCH = 500
_FIELDS = [
    "brin",
    "board",
    "sector",
    "official_name",
    "name",
    "street",
    "house_number",
    "postcode",
    "place",
    "municipality",
    "province",
    "denomination",
    "website",
    "structure",
    "holiday_region",
    "latitude",
    "longitude",
    "precision",
    "search",
    "closed_on",
    "imported_at",
]


@transaction.atomic
def stage_import(*, by: Actor, at: datetime, file: RegistryFile, allow_fewer: bool = False) -> RegistryImport:
    """Lay a file beside the register and keep the difference, for somebody to approve or discard.

    An earlier file of the same kind that still waits is discarded. Raises `NothingChangedError` when there
    is nothing to approve, and `BadFile` when it has 30 % fewer rows than the register (unless `allow_fewer`).
    """
    must(by, Permission.REGISTRY_IMPORT)
    standing = standing_of(file.kind, file.sites, file.boards, file.locations)
    if not allow_fewer:
        fewer_rows_guard(standing.before, standing.after)
    counts = {"rows": file.rows, **standing.counts()}
    if not standing.changes:
        raise NothingChangedError(counts)
    RegistryImport.objects.filter(kind=file.kind, state=ImportState.STAGED).update(
        state=ImportState.DISCARDED, settled_at=at, rows=[]
    )
    staged = RegistryImport.objects.create(
        kind=file.kind,
        file_name=file.name[:200],
        sha256=file.sha256,
        staged_at=at,
        staged_by=by.name[:200],
        rows=_as_rows(standing.sites, file.boards),
        difference={**standing.difference(), "problems": [asdict(each) for each in file.problems]},
        counts=counts,
    )
    record(by=by, at=at, action="registry.stage", on=staged, details={"counts": counts})
    return staged


@transaction.atomic
def apply_import(*, by: Actor, at: datetime, import_id: UUID) -> RegistryImport:
    """Write a staged import into the register, all of it.

    Raises `StaleImportError` when it was settled before or when the register has changed since it was staged.
    """
    staged = _staged(by, import_id)
    sites, boards = _from_rows(staged.rows)
    standing = standing_of(Kind(staged.kind), [each.site for each in sites], boards, None, placed=sites)
    said = {name: value for name, value in staged.difference.items() if name != "problems"}
    if standing.difference() != said:
        raise StaleImportError
    _write_boards(standing, boards)
    _write_sites(standing, at)
    _close(standing, at)
    _settle(staged, ImportState.APPLIED, at)
    record(by=by, at=at, action="registry.apply", on=staged, details={"counts": staged.counts})
    return staged


@transaction.atomic
def discard_import(*, by: Actor, at: datetime, import_id: UUID) -> RegistryImport:
    """Put a staged import aside; the register stays as it is. Raises `StaleImportError` once settled."""
    staged = _staged(by, import_id)
    _settle(staged, ImportState.DISCARDED, at)
    record(by=by, at=at, action="registry.discard", on=staged)
    return staged


def _staged(by: Actor, import_id: UUID) -> RegistryImport:
    must(by, Permission.REGISTRY_IMPORT)
    found = RegistryImport.objects.select_for_update().filter(pk=import_id).first()
    if found is None:
        raise NotVisibleError("RegistryImport")
    if found.state != ImportState.STAGED:
        raise StaleImportError
    return found


def _settle(staged: RegistryImport, state: ImportState, at: datetime) -> None:
    staged.state, staged.settled_at, staged.rows = state, at, []
    staged.save(update_fields=["state", "settled_at", "rows"])


def _as_rows(sites: Iterable[PlacedSite], boards: Iterable[BoardRow]) -> list[dict[str, object]]:
    """Return what is staged as JSON: one flat row per site or board."""
    placed = (
        {
            **asdict(each.site),
            "lat": each.point and each.point.lat,
            "lon": each.point and each.point.lon,
            "precision": each.precision,
        }
        for each in sites
    )
    return [*placed, *map(asdict, boards)]


def _from_rows(rows: Sequence[dict[str, object]]) -> tuple[list[PlacedSite], list[BoardRow]]:
    """Return what `_as_rows` was given."""
    sites: list[PlacedSite] = []
    boards: list[BoardRow] = []
    for row in rows:
        values = dict(row)
        if "site_code" not in values:
            boards.append(BoardRow(**values))  # type: ignore[arg-type]
            continue
        lat, lon, precision = values.pop("lat"), values.pop("lon"), str(values.pop("precision"))
        point = Point(lat, lon) if isinstance(lat, float) and isinstance(lon, float) else None
        sites.append(PlacedSite(SiteRow(**values), point, Exactness(precision)))  # type: ignore[arg-type]
    return sites, boards


def _write_boards(standing: Standing, boards: Iterable[BoardRow]) -> None:
    named = [RegistryBoard(number=each.number, name=each.name) for each in boards]
    RegistryBoard.objects.bulk_create(
        named, batch_size=_BATCH, update_conflicts=True, unique_fields=["number"], update_fields=["name"]
    )
    numbers = {each.site.board_number for each in standing.sites}
    unnamed = [RegistryBoard(number=number) for number in sorted(numbers)]
    RegistryBoard.objects.bulk_create(unnamed, batch_size=_BATCH, ignore_conflicts=True)
    RegistryBoard.objects.filter(pk__in=numbers).exclude(closed_on=None).update(closed_on=None)


def _write_sites(standing: Standing, at: datetime) -> None:
    boards = dict(RegistryBoard.objects.values_list("number", "name"))
    rows = [_row(each, standing, boards, at) for each in standing.to_write()]
    RegistrySite.objects.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["site_code"], update_fields=_FIELDS
    )


def _row(each: PlacedSite, standing: Standing, boards: dict[str, str], at: datetime) -> RegistrySite:
    site = each.site
    name = _name(site, standing)
    return RegistrySite(
        site_code=site.site_code,
        brin=site.brin,
        board_id=site.board_number,
        sector=site.sector,
        official_name=site.official_name,
        name=name,
        street=site.street,
        house_number=site.house_number,
        postcode=site.postcode,
        place=site.place,
        municipality=site.municipality,
        province=site.province,
        denomination=site.denomination,
        website=site.website,
        structure=site.structure,
        holiday_region=site.holiday_region,
        latitude=each.point.lat if each.point else None,
        longitude=each.point.lon if each.point else None,
        precision=Precision(each.precision),
        search=search_text(
            name,
            site.official_name,
            site.place,
            site.municipality,
            site.site_code,
            site.board_number,
            boards.get(site.board_number, ""),
        ),
        closed_on=None,
        imported_at=at,
    )


def _name(site: SiteRow, standing: Standing) -> str:
    """Return the friendly name: one that people chose stays, our proposal follows the official name."""
    known = standing.known.get(site.site_code)
    if known is None:
        return site.name
    proposed = short_name(known.official_name, places=(known.place, known.municipality))
    return site.name if known.name == proposed else known.name


def _close(standing: Standing, at: datetime) -> None:
    on = at.astimezone(get_default_timezone()).date()
    vanished = [site.site_code for site in standing.sites_gone()]
    RegistrySite.objects.filter(pk__in=vanished).update(closed_on=on)
    left = {site.board_number for site in standing.left_a_board()}
    sites = RegistrySite.objects.filter(closed_on=None, board__in=left).values("board")
    RegistryBoard.objects.filter(pk__in=left, closed_on=None).exclude(pk__in=sites).update(closed_on=on)
