"""Putting a version in the knowledge base after somebody looked, and taking it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import record
from startlijn.domain.knowledge.models import Product, ProductVersion, PublishedProduct
from startlijn.domain.knowledge.queries.own import checked, latest_of, live_of, own_product
from startlijn.domain.knowledge.rules.searching import indexed
from startlijn.domain.knowledge.terms import AlreadyPublishedError, FoundPersonalError, NotConfirmedError


@transaction.atomic
def publish_product(
    *,
    by: Actor,
    at: datetime,
    product_id: UUID,
    expected_version: int,
    confirmed: bool,
    found_may_stay: bool = False,
) -> PublishedProduct:
    """Publish the newest version to all schools of the partnership, in place of an earlier one.

    The system looks for what looks personal, and one of the makers confirms that nothing personal is in it
    (`confirmed`). Places that were found must be mended, or somebody says that they may stay
    (`found_may_stay`: the name of a well-known writer). Raises `NotConfirmedError`, `FoundPersonalError`,
    `AlreadyPublishedError`, `VersionConflictError` (what was looked at is not the newest), `NotVisibleError`.
    """
    own_product(by, product_id)
    row = Product.objects.select_for_update(of=("self",)).get(pk=product_id).expect(expected_version)
    if not confirmed:
        raise NotConfirmedError
    found = checked(row).findings
    if found and not found_may_stay:
        raise FoundPersonalError(count=len(found))
    latest, live = latest_of(row), live_of(row)
    if live is not None:
        if live.product_version_id == latest.pk:
            raise AlreadyPublishedError
        _withdraw(by, at, live, "")
    made = _in_the_base(by, at, row, latest, len(found))
    row.changed_at = at
    row.version += 1
    row.save(update_fields=["changed_at", "version"])
    details = {"number": latest.number, "found": len(found)}
    record(by=by, at=at, action="product.publish", on=made, details=details)
    return made


def _in_the_base(
    by: Actor, at: datetime, row: Product, latest: ProductVersion, found: int
) -> PublishedProduct:
    name = latest.file.name if latest.file else ""
    title, whole = indexed(latest.title), indexed(latest.title, latest.text, name)
    return PublishedProduct.objects.create(
        partnership_id=row.partnership_id,
        product=row,
        product_version=latest,
        school_id=row.school_id,
        title=latest.title,
        kind=row.kind,
        found=found,
        published_at=at,
        checked_by_id=by.person_id,
        title_words=title.words,
        words=whole.words,
        title_stems=title.stems,
        stems=whole.stems,
    )


@transaction.atomic
def take_back_product(*, by: Actor, at: datetime, product_id: UUID, reason: str = "") -> None:
    """Take a product out of the knowledge base, at once; twice is the same as once.

    Who took it along keeps the own copy, which names the source. Raises `NotVisibleError`.
    """
    own_product(by, product_id)
    row = Product.objects.select_for_update(of=("self",)).get(pk=product_id)
    live = live_of(row)
    if live is not None:
        _withdraw(by, at, live, " ".join(reason.split()))
        record(by=by, at=at, action="product.take_back", on=live)


def _withdraw(by: Actor, at: datetime, live: PublishedProduct, reason: str) -> None:
    live.taken_back_at, live.taken_back_by_id, live.reason = at, by.person_id, reason
    live.save(update_fields=["taken_back_at", "taken_back_by", "reason"])
