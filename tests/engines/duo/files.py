"""Small made-up files in the real format of DUO, for these tests."""

from collections.abc import Mapping

from startlijn.engines.duo import SiteRow
from startlijn.engines.tables import Table, read_table

VO_HEADERS = [
    "PROVINCIE",
    "BEVOEGD GEZAG NUMMER",
    "INSTELLINGSCODE",
    "VESTIGINGSCODE",
    "VESTIGINGSNAAM",
    "STRAATNAAM",
    "HUISNUMMER-TOEVOEGING",
    "POSTCODE",
    "PLAATSNAAM",
    "GEMEENTENUMMER",
    "GEMEENTENAAM",
    "DENOMINATIE",
    "TELEFOONNUMMER",
    "INTERNETADRES",
    "ONDERWIJSSTRUCTUUR",
    "VAKANTIEREGIO",
]
FIRST: Mapping[str, str] = {
    "PROVINCIE": "Noord-Brabant",
    "BEVOEGD GEZAG NUMMER": "40123",
    "INSTELLINGSCODE": "01AB",
    "VESTIGINGSCODE": "01AB00",
    "VESTIGINGSNAAM": "Lijncollege voor Vwo Havo Mavo Vbo Lwoo",
    "STRAATNAAM": "Lijnpad",
    "HUISNUMMER-TOEVOEGING": "4-A",
    "POSTCODE": "5211 AB",
    "PLAATSNAAM": "'S-HERTOGENBOSCH",
    "GEMEENTENUMMER": "0796",
    "GEMEENTENAAM": "S HERTOGENBOSCH",
    "DENOMINATIE": "Bijzonder",
    "TELEFOONNUMMER": " ",
    "INTERNETADRES": "www.lijncollege.example",
    "ONDERWIJSSTRUCTUUR": "HAVO/VWO",
    "VAKANTIEREGIO": "Zuid",
}
SECOND = {"VESTIGINGSCODE": "01AB02", "VESTIGINGSNAAM": "Lijncollege loc. De Punt", "POSTCODE": "5212 CD"}


def duo_file(
    *changes: Mapping[str, str],
    without: tuple[str, ...] = (),
    renamed: Mapping[str, str] | None = None,
    end: str = "\r\n",
) -> bytes:
    """Return a file with one row per mapping of changes to `FIRST`, as DUO writes it (`;`, cp1252, CRLF)."""
    rows = [{**FIRST, **change} for change in changes]
    headers = [header for header in dict.fromkeys((*VO_HEADERS, *rows[0])) if header not in without]
    names = [(renamed or {}).get(header, header) for header in headers]
    lines = [names, *([row[header] for header in headers] for row in rows)]
    return ("\r\n".join(";".join(line) for line in lines) + end).encode("cp1252")


def duo_table(*changes: Mapping[str, str], without: tuple[str, ...] = (), **options: object) -> Table:
    """Return `duo_file` as a table."""
    return read_table(duo_file(*changes, without=without, **options))  # type: ignore[arg-type]


def site(code: str = "01AB00", **changes: str) -> SiteRow:
    """Return a site, ready to compare or place."""
    values = {
        "brin": code[:4],
        "board_number": "40123",
        "sector": "vo",
        "official_name": "Lijncollege",
        "name": "Lijncollege",
        "house_number": "4",
        "postcode": "5211AB",
        "place": "Den Bosch",
        "municipality": "Den Bosch",
        "province": "Noord-Brabant",
    }
    return SiteRow(site_code=code, **{**values, **changes})
