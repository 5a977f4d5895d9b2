"""The public register of school sites."""

from typing import Annotated, Any

from ninja import Query, Router
from pydantic import Field

from startlijn.api.doors import Request, operation
from startlijn.api.shapes import Output, Page, Paging, Words, page_of_rows
from startlijn.base.access.terms import Permission
from startlijn.base.organisations.queries import register
from startlijn.base.organisations.terms import Precision, Sector

router = Router(tags=["Register"])


class RegistryBoard(Output):
    """A board in the register."""

    number: str
    name: str


class RegistrySite(Output):
    """An open school site in the register (DUO open data), as published."""

    site_code: str
    brin: str
    board: RegistryBoard
    sector: Sector
    official_name: str
    name: str
    street: str
    house_number: str
    postcode: str
    place: str
    municipality: str
    province: str
    website: str
    latitude: float | None
    longitude: float | None
    precision: Precision


class SiteSearch(Paging):
    """Every word of `q` is looked for in name, place, municipality, site code (BRIN) and board at once."""

    q: Annotated[Words, Field(min_length=1)]


def _site(row: Any) -> RegistrySite:
    return RegistrySite(
        site_code=row.site_code,
        brin=row.brin,
        board=RegistryBoard(number=row.board_id, name=row.board.name),
        sector=row.sector,
        official_name=row.official_name,
        name=row.name,
        street=row.street,
        house_number=row.house_number,
        postcode=row.postcode,
        place=row.place,
        municipality=row.municipality,
        province=row.province,
        website=row.website,
        latitude=row.latitude,
        longitude=row.longitude,
        precision=row.precision,
    )


@operation(router.get, "/registry/sites", Permission.REGISTRY_READ, gives=Page[RegistrySite])
def search_registry(request: Request, given: Query[SiteSearch]) -> Page[RegistrySite]:
    """Search the open sites of the register that do not take part yet, by name."""
    return page_of_rows(register.search_register(request.actor, given.q), given, _site)
