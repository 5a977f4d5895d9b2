"""Which column is which, through the years, and which file this is (domain.md §5)."""

import re
from collections.abc import Iterable, Mapping

from startlijn.engines.duo.terms import Kind

# Our word for a column, and the names DUO and RIO gave it (compared without spaces, dashes and underscores).
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "province": ("PROVINCIE", "PROVINCIENAAM"),
    "board_number": ("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG CODE", "BEVOEGD GEZAG NR", "ONDERWIJSBESTUURID"),
    "board_name": ("BEVOEGD GEZAG NAAM", "NAAM BEVOEGD GEZAG", "ONDERWIJSBESTUUR NAAM"),
    "kvk_number": ("KVK-NUMMER", "KVK NR"),
    "brin": ("INSTELLINGSCODE", "BRIN NUMMER", "BRIN", "BRIN NR"),
    "site_code": ("VESTIGINGSCODE", "VESTIGINGSNUMMER", "VESTIGINSNUMMER", "VESTIGINGSNR"),
    "site_name": ("VESTIGINGSNAAM", "NAAM VESTIGING", "INSTELLINGSNAAM VESTIGING"),
    "school_name": ("INSTELLINGSNAAM", "NAAM INSTELLING"),
    "street": ("STRAATNAAM", "STRAAT"),
    "house_number": ("HUISNUMMER-TOEVOEGING", "HUISNUMMER", "HUISNR"),
    "house_number_addition": ("TOEVOEGING", "HUISNUMMERTOEVOEGSEL"),
    "postcode": ("POSTCODE",),
    "place": ("PLAATSNAAM", "PLAATS", "WOONPLAATS"),
    "municipality_code": ("GEMEENTENUMMER", "GEMEENTECODE"),
    "municipality": ("GEMEENTENAAM", "GEMEENTE"),
    "denomination": ("DENOMINATIE", "NAAM DENOMINATIE"),
    "website": ("INTERNETADRES", "WEBSITE"),
    "structure": ("ONDERWIJSSTRUCTUUR",),
    "special_kind": ("SOORT PRIMAIR ONDERWIJS", "SOORT PO", "AANDUIDING WET", "CLUSTER"),
    "mbo_kind": ("MBO INSTELLINGSSOORT - CODE", "MBO INSTELLINGSSOORT - NAAM", "MBO INSTELLINGSSOORT"),
    "ho_kind": ("SOORT HO",),
    "holiday_region": ("VAKANTIEREGIO", "VAKANTIE REGIO"),
    "lat": ("GPS_LATITUDE", "LATITUDE"),
    "lon": ("GPS_LONGITUDE", "LONGITUDE"),
}
_SITE = ("board_number", "brin", "street", "house_number", "postcode", "place", "municipality", "province")
REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.VO_SITES: (*_SITE, "site_code", "site_name", "structure"),
    Kind.BO_SITES: (*_SITE, "site_code", "site_name"),
    Kind.SO_SITES: (*_SITE, "site_code", "site_name", "special_kind"),
    Kind.VO_MAIN: (*_SITE, "school_name", "structure"),
    Kind.BO_MAIN: (*_SITE, "school_name"),
    Kind.MBO: (*_SITE, "school_name", "mbo_kind"),
    Kind.HO: (*_SITE, "school_name", "ho_kind"),
    Kind.BOARDS: ("board_number", "board_name"),
    Kind.LOCATIONS: ("postcode", "house_number", "place", "lat", "lon"),
}


def _key(header: str) -> str:
    return re.sub(r"[\W_]", "", header).upper()


_BY_KEY = {_key(alias): word for word, aliases in _ALIASES.items() for alias in aliases}


def columns_of(headers: Iterable[str]) -> dict[str, str]:
    """Return our word for each column that is known, with the header as the file has it (the first one)."""
    columns: dict[str, str] = {}
    for header in headers:
        word = _BY_KEY.get(_key(header))
        if word is not None:
            columns.setdefault(word, header)
    return columns


def official_header(word: str) -> str:
    """Return the name that DUO uses today for one of our words, to say what is missing."""
    return _ALIASES[word][0]


def kind_of(headers: Iterable[str]) -> Kind | None:
    """Return which file has these headers, None when it is none that we know."""
    found = set(columns_of(headers))
    if {"lat", "lon"} <= found:
        return Kind.LOCATIONS
    if "brin" not in found:
        return Kind.BOARDS if {"board_number", "board_name"} <= found else None
    if "site_code" in found:
        return _site_kind(found)
    if "mbo_kind" in found:
        return Kind.MBO
    if "ho_kind" in found:
        return Kind.HO
    return Kind.VO_MAIN if "structure" in found else Kind.BO_MAIN


def _site_kind(found: set[str]) -> Kind:
    if "special_kind" in found:
        return Kind.SO_SITES
    return Kind.VO_SITES if "structure" in found else Kind.BO_SITES
