"""What the shapes of the API are made of: input that knows every field, output that names every field, pages.

Nothing goes in or out that is not written down in a shape: no model is ever passed through (ASVS 15.3.1).
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

RowT = TypeVar("RowT")
ModelT = TypeVar("ModelT", bound=Model)
ItemT = TypeVar("ItemT")

# Patterns that both JSON Schema and the database understand: no control characters, not only spaces.
_LINE = r"^[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?$"
_WORDS = r"^[^\x00-\x1f\x7f]*$"
_TEXT = r"^[^\x00]*$"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = rf"^{_ATOM}(\.{_ATOM})*@([A-Za-z0-9]([A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.)+[A-Za-z]{{2,24}}$"


def _possible(moment: datetime) -> datetime:
    """Keep a moment within the years that every database can hold, in UTC."""
    first, last = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
    return first if moment < first else last if moment > last else moment.astimezone(UTC)


Name = Annotated[str, Field(min_length=1, max_length=200, pattern=_LINE)]
Words = Annotated[str, Field(max_length=200, pattern=_WORDS)]
Text = Annotated[str, Field(max_length=4000, pattern=_TEXT)]
Remark = Annotated[str, Field(max_length=1000, pattern=_TEXT)]
Email = Annotated[str, Field(max_length=254, pattern=_EMAIL)]
Version = Annotated[int, Field(ge=1, le=2_147_483_647)]
Moment = Annotated[AwareDatetime, AfterValidator(_possible)]


class Input(BaseModel):
    """What a caller sends: a field that is not known here is refused, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Output(BaseModel):
    """What a caller gets: exactly these fields."""

    model_config = ConfigDict(frozen=True)


class Named(Output):
    """Something with an identifier and a name."""

    id: UUID
    name: str


class Paging(Input):
    """Which part of a list: `page` counts from 1, `page_size` is at most 200."""

    page: int = Field(default=1, ge=1, le=10_000)
    page_size: int = Field(default=50, ge=1, le=200)


class Search(Paging):
    """A list with a search box: every word of `q` must be found."""

    q: Words = ""


class Page(Output, Generic[ItemT]):
    """A part of a list: `count` is how many there are in all, `next_page` is null on the last page."""

    items: list[ItemT]
    count: int
    page: int
    page_size: int
    next_page: int | None


def _page(rows: Any, paging: Paging, make: Callable[[Any], ItemT]) -> Page[ItemT]:
    count = Paginator(rows, paging.page_size).count
    start, end = (paging.page - 1) * paging.page_size, paging.page * paging.page_size
    return Page(
        items=[make(row) for row in rows[start:end]],
        count=count,
        page=paging.page,
        page_size=paging.page_size,
        next_page=paging.page + 1 if end < count else None,
    )


def page_of_rows(rows: QuerySet[ModelT], paging: Paging, make: Callable[[ModelT], ItemT]) -> Page[ItemT]:
    """Return one page of a queryset (in its own order), each row made into an item; empty past the end."""
    return _page(rows, paging, make)


def page_of(rows: Sequence[RowT], paging: Paging, make: Callable[[RowT], ItemT]) -> Page[ItemT]:
    """Return one page of rows that were read already."""
    return _page(rows, paging, make)
