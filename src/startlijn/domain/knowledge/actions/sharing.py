"""Other schools: taking a product along as a basis, and saying thanks."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.files import queries as files
from startlijn.base.files.terms import Upload
from startlijn.base.journal.actions import record
from startlijn.domain.knowledge.actions.making import begin_product
from startlijn.domain.knowledge.models import Maker, Product, PublishedProduct, Thanks
from startlijn.domain.knowledge.queries.base import published_row
from startlijn.domain.knowledge.queries.own import own_schools
from startlijn.domain.knowledge.terms import Draft, OwnProductError, ProductKind


@transaction.atomic
def take_along(*, by: Actor, at: datetime, published_id: UUID, school_id: UUID) -> Product:
    """Copy a published product as the basis of one for the own school; it names its source.

    Raises `OwnProductError`, `NotVisibleError`, `TooManyProductsError`, `BadFileError`, `QuotaError`,
    `FileGoneError`.
    """
    row = published_row(by, published_id)
    _must_be_of_others(by, row)
    version = row.product_version
    upload = None
    if version.file_id is not None:
        kept = files.content(version.file_id)
        upload = Upload(kept.facts.name, kept.data)
    made = begin_product(
        by=by,
        at=at,
        school_id=school_id,
        kind=ProductKind(row.kind),
        draft=Draft(row.title, version.text, upload),
        source=row,
        source_words=f"{row.title}, {row.school.name}",
    )
    record(by=by, at=at, action="product.take_along", on=row)
    return made


@transaction.atomic
def thank(*, by: Actor, at: datetime, published_id: UUID) -> Thanks:
    """Say thanks for a published product; twice is the same as once. The makers see from which school.

    Raises `OwnProductError`, `NotVisibleError`.
    """
    row = published_row(by, published_id)
    _must_be_of_others(by, row)
    if by.person_id is None:
        raise NotVisibleError("PublishedProduct")
    made, new = Thanks.objects.get_or_create(
        partnership_id=row.partnership_id,
        published=row,
        person_id=by.person_id,
        defaults={"school_id": min(own_schools(by), default=None), "at": at},
    )
    if new:
        record(by=by, at=at, action="product.thank", on=row)
    return made


def _must_be_of_others(by: Actor, row: PublishedProduct) -> None:
    if Maker.objects.filter(product=row.product_id, person=by.person_id).exists():
        raise OwnProductError
