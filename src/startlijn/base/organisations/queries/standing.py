"""How a file stands beside the register: what is new, changed, moved or gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from startlijn.base.organisations.models import RegistryBoard, RegistrySite
from startlijn.base.organisations.terms import Precision
from startlijn.content import gazetteer
from startlijn.engines.duo import (
    BoardRow,
    Difference,
    Kind,
    Location,
    PlacedSite,
    Point,
    SiteRow,
    compare,
    place,
)
from startlijn.engines.duo import Precision as Exactness

_ORDER = list(Exactness)
_WHOLE = frozenset({Kind.VO_SITES, Kind.BO_SITES, Kind.SO_SITES, Kind.MBO})


@dataclass(frozen=True, slots=True)
class Standing:
    """A file beside the register. `known` are the open rows it is compared with, by site code."""

    kind: Kind
    sites: tuple[PlacedSite, ...]
    known: Mapping[str, RegistrySite]
    changed: Difference
    replaced: frozenset[str]
    new_boards: tuple[str, ...]
    renamed_boards: tuple[tuple[str, str, str], ...]
    boards: int

    @property
    def before(self) -> int:
        """How many rows the register has of this kind; 0 for files that only add."""
        return len(self.known) if self.kind in _WHOLE else 0

    @property
    def after(self) -> int:
        """How many sites the file has."""
        return len(self.sites)

    @property
    def changes(self) -> bool:
        """Tell whether applying the file would change anything."""
        return bool(not self.changed.is_empty or self.replaced or self.renamed_boards or self._boards_alone())

    def _boards_alone(self) -> bool:
        return self.kind == Kind.BOARDS and bool(self.new_boards)

    def to_write(self) -> list[PlacedSite]:
        """Return the sites of which anything differs from the register."""
        codes = self.changed.changed | self.replaced | {site.site_code for site in self.changed.new}
        return [each for each in self.sites if each.site.site_code in codes]

    def sites_gone(self) -> tuple[SiteRow, ...]:
        """Return the sites that the register has and the file has not."""
        return self.changed.vanished

    def left_a_board(self) -> list[SiteRow]:
        """Return the sites, as they were, that no longer belong to their board."""
        return [*self.changed.vanished, *(change.before for change in self.changed.other_board)]

    def counts(self) -> dict[str, int]:
        """Return the figures of the difference."""
        found = self.changed
        return {
            "sites": len(self.sites),
            "boards": self.boards,
            "new": len(found.new) + (len(self.new_boards) if self.kind == Kind.BOARDS else 0),
            "changed": len(found.changed | self.replaced) + len(self.renamed_boards),
            "moved": len(found.moved),
            "renamed": len(found.renamed) + len(self.renamed_boards),
            "other_board": len(found.other_board),
            "closed": len(found.vanished),
            "without_coordinates": sum(each.precision != Exactness.ADDRESS for each in self.sites),
            **{f"at_{exact}": sum(each.precision == exact for each in self.sites) for exact in Exactness},
        }

    def difference(self) -> dict[str, list[dict[str, str]]]:
        """Return the difference as lists to look at: code, name, and what was and will be."""
        found = self.changed
        codes = {each.site.site_code: each for each in self.sites}
        return {
            "new": [_line(site, after=site.place) for site in found.new],
            "moved": [_line(each.after, _address(each.before), _address(each.after)) for each in found.moved],
            "renamed": [
                _line(each.after, each.before.official_name, each.after.official_name)
                for each in found.renamed
            ]
            + [
                {"code": code, "name": new, "before": old, "after": new}
                for code, old, new in self.renamed_boards
            ],
            "other_board": [
                _line(each.after, each.before.board_number, each.after.board_number)
                for each in found.other_board
            ],
            "updated": [_line(each.after) for each in found.updated],
            "placed": [_line(codes[code].site) for code in sorted(self.replaced)],
            "vanished": [_line(site, before=site.place) for site in found.vanished],
            "new_boards": [
                {"code": number, "name": "", "before": "", "after": ""} for number in self.new_boards
            ],
        }


def standing_of(
    kind: Kind,
    sites: Sequence[SiteRow],
    boards: Sequence[BoardRow],
    locations: Sequence[Location] | None,
    *,
    placed: Sequence[PlacedSite] | None = None,
) -> Standing:
    """Return how a file stands beside the register now.

    Sites are placed with `locations`, else with the addresses that the register knows; `placed` are sites
    that were placed before. A file of main sites only adds schools that the register does not have.
    """
    rows = [replace(site, municipality_code="") for site in sites]
    known = _open_rows(kind, [site.site_code for site in rows])
    if kind not in _WHOLE:
        rows = [site for site in rows if site.site_code not in known]
        known = {}
    if placed is None:
        at_points = _placed(rows, known, locations)
    else:
        wanted = {site.site_code for site in rows}
        at_points = tuple(each for each in placed if each.site.site_code in wanted)
    points = {each.site.site_code: each for each in at_points}
    changed = compare(map(_site, known.values()), [each.site for each in at_points])
    replaced = {code for code in known if code in points and _replaced(points[code], known[code])}
    numbers = {each.board_number for each in rows} | {each.number for each in boards}
    names = dict(RegistryBoard.objects.filter(pk__in=numbers).values_list("number", "name"))
    return Standing(
        kind=kind,
        sites=at_points,
        known=known,
        changed=changed,
        replaced=frozenset(replaced - changed.changed),
        new_boards=tuple(sorted(numbers - names.keys())),
        renamed_boards=tuple(
            (each.number, names[each.number], each.name)
            for each in boards
            if each.number in names and names[each.number] != each.name
        ),
        boards=len(numbers),
    )


def _open_rows(kind: Kind, codes: Sequence[str]) -> dict[str, RegistrySite]:
    """Return the open rows that a file of this kind speaks about, by site code."""
    same = Q(pk__in=codes)
    if kind in _WHOLE:
        same |= Q(sector=kind.sector)
    return {row.site_code: row for row in RegistrySite.objects.filter(same, closed_on=None)}


def _placed(
    rows: Sequence[SiteRow], known: Mapping[str, RegistrySite], locations: Sequence[Location] | None
) -> tuple[PlacedSite, ...]:
    given = locations if locations is not None else _known_locations()
    found = place(rows, given, _in_the_gazetteer)
    return tuple(_kept(each, known.get(each.site.site_code), given=locations is not None) for each in found)


def _kept(each: PlacedSite, known: RegistrySite | None, *, given: bool) -> PlacedSite:
    """Return the point that the register has for the same address, when the new one is no better."""
    if known is None or known.latitude is None or known.longitude is None:
        return each
    before, after = _site(known), each.site
    if (before.postcode, before.house_number, before.place) != (
        after.postcode,
        after.house_number,
        after.place,
    ):
        return each
    old, new = _ORDER.index(Exactness(known.precision)), _ORDER.index(each.precision)
    if old < new or (old == new and not given):
        return PlacedSite(each.site, Point(known.latitude, known.longitude), Exactness(known.precision))
    return each


def _known_locations() -> list[Location]:
    rows = RegistrySite.objects.filter(precision=Precision.ADDRESS)
    return [
        Location(row.postcode, row.house_number, row.place, row.latitude, row.longitude)
        for row in rows.only("postcode", "house_number", "place", "latitude", "longitude")
        if row.latitude is not None and row.longitude is not None
    ]


def _in_the_gazetteer(name: str, province: str) -> Point | None:
    found = gazetteer().find(name, province or None)
    return Point(found[0].lat, found[0].lon) if len(found) == 1 else None


def _replaced(each: PlacedSite, known: RegistrySite) -> bool:
    point = (each.point.lat, each.point.lon) if each.point else (None, None)
    return (*point, each.precision) != (known.latitude, known.longitude, known.precision)


def _site(row: RegistrySite) -> SiteRow:
    return SiteRow(
        site_code=row.site_code,
        brin=row.brin,
        board_number=row.board_id,
        sector=row.sector,
        official_name=row.official_name,
        name=row.name,
        street=row.street,
        house_number=row.house_number,
        postcode=row.postcode,
        place=row.place,
        municipality=row.municipality,
        province=row.province,
        denomination=row.denomination,
        website=row.website,
        structure=row.structure,
        holiday_region=row.holiday_region,
    )


def _line(site: SiteRow, before: str = "", after: str = "") -> dict[str, str]:
    return {"code": site.site_code, "name": site.name, "before": before, "after": after}


def _address(site: SiteRow) -> str:
    return f"{site.street} {site.house_number}, {site.postcode} {site.place}".strip(" ,")
