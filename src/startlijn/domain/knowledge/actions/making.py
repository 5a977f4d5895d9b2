"""A team makes something: versions, who is in the team, what was done with it, and the hours in it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.files import actions as files
from startlijn.base.files.models import StoredFile
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import School
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import day_of
from startlijn.domain.courses.actions.ledger import write_work
from startlijn.domain.courses.models import LedgerEntry, Participant
from startlijn.domain.courses.terms import WorkKind
from startlijn.domain.knowledge.models import (
    Maker,
    Product,
    ProductStep,
    ProductVersion,
    PublishedProduct,
    WorkOn,
)
from startlijn.domain.knowledge.queries.own import latest_of, own_product, own_schools
from startlijn.domain.knowledge.terms import (
    MOST_MAKERS,
    MOST_PRODUCTS,
    MOST_STEPS,
    MOST_VERSIONS,
    Draft,
    EmptyProductError,
    LastMakerError,
    LaterDayError,
    NobodyHereError,
    ProductKind,
    ProductStatus,
    StillPublishedError,
    TooManyProductsError,
)
from startlijn.engines.dutch import tidy


@transaction.atomic
def begin_product(
    *,
    by: Actor,
    at: datetime,
    school_id: UUID,
    kind: ProductKind,
    draft: Draft,
    edition_id: UUID | None = None,
    source: PublishedProduct | None = None,
    source_words: str = "",
) -> Product:
    """Begin a product for the own school; with an edition the own team in that course makes it together.

    `source` and its words: what it is made from (`take_along`). Raises `NotVisibleError`,
    `EmptyProductError`, `TooManyProductsError`, `BadFileError`, `QuotaError`.
    """
    if by.person_id is None or school_id not in own_schools(by):
        raise NotVisibleError("School")
    school = School.objects.select_for_update(of=("self",)).get(pk=school_id)
    if Product.objects.filter(school=school).count() >= MOST_PRODUCTS:
        raise TooManyProductsError(most=MOST_PRODUCTS)
    people = _team(by, school_id, edition_id)
    made = Product.objects.create(
        partnership_id=school.partnership_id,
        school=school,
        edition_id=edition_id,
        title=_line(draft.title),
        kind=kind,
        source=source,
        source_words=source_words,
        created_at=at,
        changed_at=at,
    )
    Maker.objects.bulk_create(
        Maker(partnership_id=made.partnership_id, product=made, person_id=person) for person in people
    )
    _add_version(by, at, made, draft, None)
    record(by=by, at=at, action="product.begin", on=made, details={"kind": kind, "makers": len(people)})
    return made


def _team(by: Actor, school_id: UUID, edition_id: UUID | None) -> list[UUID]:
    """Return who makes it: the actor, and whoever takes part with the actor in the edition."""
    assert by.person_id is not None
    if edition_id is None:
        return [by.person_id]
    own = visible(by, Permission.COURSES_OWN, Participant).filter(
        enrolment__edition=edition_id, enrolment__school=school_id, finished_on=None
    )
    if not own.exists():
        raise NotVisibleError("Edition")
    mates = Participant.objects.filter(
        enrolment__in=own.values("enrolment"), finished_on=None, person__isnull=False
    ).values_list("person", flat=True)
    return list(dict.fromkeys([by.person_id, *(person for person in mates if person)]))[:MOST_MAKERS]


@transaction.atomic
def new_version(
    *, by: Actor, at: datetime, product_id: UUID, expected_version: int, draft: Draft
) -> ProductVersion:
    """Write a new version; earlier ones stay as they were. What is published stays what it was.

    Raises `NotVisibleError`, `VersionConflictError`, `EmptyProductError`, `TooManyProductsError`,
    `BadFileError`, `QuotaError`.
    """
    row = _locked(by, product_id).expect(expected_version)
    made = _add_version(by, at, row, draft, latest_of(row))
    row.title = made.title
    _touch(row, at, "title")
    record(by=by, at=at, action="product.version", on=row, details={"number": made.number})
    return made


def _add_version(
    by: Actor, at: datetime, row: Product, draft: Draft, before: ProductVersion | None
) -> ProductVersion:
    file = before.file if before and draft.keeps_file else None
    if draft.upload is not None:
        file = _kept(by, at, row, draft)
    text = tidy(draft.text).strip()
    if not text and file is None:
        raise EmptyProductError
    number = before.number + 1 if before else 1
    if number > MOST_VERSIONS:
        raise TooManyProductsError(most=MOST_VERSIONS)
    return ProductVersion.objects.create(
        partnership_id=row.partnership_id,
        product=row,
        number=number,
        title=_line(draft.title),
        text=text,
        file=file,
        change=_line(draft.change),
        made_by_id=by.person_id,
        made_at=at,
    )


def _kept(by: Actor, at: datetime, row: Product, draft: Draft) -> StoredFile:
    assert by.person_id is not None
    assert draft.upload is not None
    return files.keep_file(
        by=by, at=at, owner_id=by.person_id, partnership_id=row.partnership_id, upload=draft.upload
    )


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


@transaction.atomic
def note_step(
    *, by: Actor, at: datetime, product_id: UUID, status: ProductStatus, on: date, words: str = ""
) -> ProductStep:
    """Note that a product was worked out, applied or discussed, and when (seed 000 line 49).

    Raises `LaterDayError`, `TooManyProductsError`, `NotVisibleError`.
    """
    row = _locked(by, product_id)
    if on > day_of(at):
        raise LaterDayError
    if ProductStep.objects.filter(product=row).count() >= MOST_STEPS:
        raise TooManyProductsError(most=MOST_STEPS)
    made = ProductStep.objects.create(
        partnership_id=row.partnership_id,
        product=row,
        status=status,
        on=on,
        words=_line(words),
        noted_by_id=by.person_id,
    )
    row.status = ProductStep.objects.filter(product=row).order_by("-on", "-pk")[0].status
    _touch(row, at, "status")
    record(by=by, at=at, action="product.step", on=row, details={"status": status})
    return made


@transaction.atomic
def add_maker(*, by: Actor, at: datetime, product_id: UUID, email: str) -> Maker:
    """Let a colleague make it along: somebody with a role at the school of the product, by e-mail address.

    Twice is the same as once. Raises `NobodyHereError`, `TooManyProductsError`, `NotVisibleError`.
    """
    row = _locked(by, product_id)
    held = RoleAssignment.objects.filter(
        holding(day_of(at)), school=row.school_id, person__account__email__iexact=email.strip()
    ).first()
    if held is None:
        raise NobodyHereError
    if Maker.objects.filter(product=row).count() >= MOST_MAKERS:
        raise TooManyProductsError(most=MOST_MAKERS)
    made, new = Maker.objects.get_or_create(
        partnership_id=row.partnership_id, product=row, person_id=held.person_id
    )
    if new:
        record(by=by, at=at, action="product.add_maker", on=made)
    return made


@transaction.atomic
def remove_maker(*, by: Actor, at: datetime, product_id: UUID, person_id: UUID) -> None:
    """Let somebody leave the team: oneself or a colleague. Raises `LastMakerError`, `NotVisibleError`."""
    row = _locked(by, product_id)
    found = Maker.objects.filter(product=row, person=person_id).first()
    if found is None:
        raise NotVisibleError("Maker")
    if not Maker.objects.filter(product=row).exclude(pk=found.pk).exists():
        raise LastMakerError
    record(by=by, at=at, action="product.remove_maker", on=found)
    found.delete()


@transaction.atomic
def remove_product(*, by: Actor, at: datetime, product_id: UUID) -> None:
    """Remove a product with its versions; files that nothing points at go after a day.

    Raises `StillPublishedError` while others can see it, `NotVisibleError`.
    """
    row = _locked(by, product_id)
    if PublishedProduct.objects.filter(product=row, taken_back_at=None).exists():
        raise StillPublishedError
    record(by=by, at=at, action="product.remove", on=row)
    row.delete()


@transaction.atomic
def write_work_on(
    *,
    by: Actor,
    at: datetime,
    participant_id: UUID,
    on: date,
    minutes: int,
    kind: WorkKind,
    words: str = "",
    product_id: UUID | None = None,
) -> LedgerEntry:
    """Write down own work, and on which of the own products. Raises as `write_work`."""
    entry = write_work(
        by=by, at=at, participant_id=participant_id, on=on, minutes=minutes, kind=kind, words=words
    )
    if product_id is not None:
        row = own_product(by, product_id)
        WorkOn.objects.create(partnership_id=entry.partnership_id, entry=entry, product=row)
    return entry


def _locked(by: Actor, product_id: UUID) -> Product:
    own_product(by, product_id)
    return Product.objects.select_for_update(of=("self",)).get(pk=product_id)


def _touch(row: Product, at: datetime, *fields: str) -> None:
    row.changed_at = at
    row.version += 1
    row.save(update_fields=[*fields, "changed_at", "version"])
