"""The knowledge base: what teams published, and searching in it. The same on both databases."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Case, Count, Exists, OuterRef, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.files import queries as files
from startlijn.base.files.terms import FileContent, FileFacts
from startlijn.base.organisations.models import School
from startlijn.base.organisations.terms import Sector
from startlijn.domain.knowledge.models import Maker, PublishedProduct, Thanks
from startlijn.domain.knowledge.queries.own import own_schools
from startlijn.domain.knowledge.rules.searching import Why, asked, for_postgresql, for_sqlite, why
from startlijn.domain.knowledge.terms import ProductKind

# Both databases look in words that were folded here; a question is stems and never text of its own.
_POSTGRESQL = (
    "SELECT id FROM domain_publishedproduct WHERE to_tsvector('dutch'::regconfig, {column}) "
    "@@ to_tsquery('simple', %s)"
)
_SQLITE = "SELECT row_id FROM domain_publishedproduct_words WHERE domain_publishedproduct_words MATCH %s"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. Empty: everything. `training_school`: of training schools, or of others."""

    text: str = ""
    kind: str = ""
    sector: str = ""
    training_school: bool | None = None


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A published product in a list; `why` is None when no word was asked."""

    id: UUID
    title: str
    kind: ProductKind
    school: str
    place: str
    sector: Sector
    published_at: datetime
    has_file: bool
    thanks: int
    taken_along: int
    why: Why | None
    opening: str = field(default="")


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A published product as everybody sees it: of which school, and never by whom."""

    line: FoundLine
    text: str
    file: FileFacts | None
    version: int
    source_words: str
    course: str
    is_own: bool
    product_id: UUID | None
    thanked: bool
    can_take_along: bool


def published(actor: Actor) -> QuerySet[PublishedProduct]:
    """Return what is in the knowledge base of the actor's partnership, for everybody who works in it."""
    must(actor, Permission.KNOWLEDGE_READ)
    if actor.partnership_id is None:
        return PublishedProduct.objects.none()
    return PublishedProduct.objects.filter(partnership_id=actor.partnership_id, taken_back_at=None)


def looked_for(actor: Actor, wanted: Wanted) -> tuple[QuerySet[PublishedProduct], tuple[str, ...]]:
    """Return what answers, best first, and the stems that were asked.

    First what has all words in its title, then the newest. A question of which no word counts (only signs,
    or only small words) finds nothing; no question at all finds everything.
    """
    rows, stems = published(actor).order_by("-published_at", "-pk"), asked(wanted.text)
    if stems:
        in_title = Case(
            When(pk__in=_matching(stems, title=True), then=Value(value=True)),
            default=Value(value=False),
            output_field=BooleanField(),
        )
        rows = (
            rows.filter(pk__in=_matching(stems))
            .annotate(in_title=in_title)
            .order_by("-in_title", "-published_at", "-pk")
        )
    elif wanted.text.strip():
        rows = rows.none()
    for name, value in (("kind", wanted.kind), ("school__sector", wanted.sector)):
        rows = rows.filter(**{name: value}) if value else rows
    if wanted.training_school is not None:
        rows = rows.filter(school__training_school=wanted.training_school)
    thanks = Count("thanks", distinct=True)
    copies = Count("taken_along", distinct=True)
    rows = rows.select_related("school", "product_version__file")
    return rows.annotate(thanks_count=thanks, copy_count=copies), stems


def _matching(stems: tuple[str, ...], *, title: bool = False) -> RawSQL:
    if connection.vendor == "postgresql":
        column = "title_words" if title else "words"
        return RawSQL(_POSTGRESQL.format(column=column), [for_postgresql(stems)])  # noqa: S611 - own text
    return RawSQL(_SQLITE, [for_sqlite(stems, "title_stems" if title else "stems")])  # noqa: S611 - own text


def line_of(row: PublishedProduct, stems: tuple[str, ...]) -> FoundLine:
    """Return a row of `looked_for` as a list shows it, with why it was found."""
    version = row.product_version
    name = version.file.name if version.file else ""
    return FoundLine(
        id=row.pk,
        title=row.title,
        kind=ProductKind(row.kind),
        school=row.school.name,
        place=row.school.place,
        sector=Sector(row.school.sector),
        published_at=row.published_at,
        has_file=version.file_id is not None,
        thanks=row.thanks_count,  # type: ignore[attr-defined]  # annotated by `looked_for`
        taken_along=row.copy_count,  # type: ignore[attr-defined]
        why=why(row.title, version.text, name, stems) if stems else None,
        opening=" ".join(version.text.split())[:200],
    )


def published_page(actor: Actor, published_id: UUID) -> PublishedPage:
    """Return a published product to everybody in the partnership. Raises `NotVisibleError`."""
    mine = Maker.objects.filter(product=OuterRef("product"), person=actor.person_id)
    thanked = Thanks.objects.filter(published=OuterRef("pk"), person=actor.person_id)
    rows, _stems = looked_for(actor, Wanted())
    row = (
        rows.select_related("product__edition__course")
        .annotate(mine=Exists(mine), thanked=Exists(thanked))
        .filter(pk=published_id)
        .first()
    )
    if row is None:
        raise NotVisibleError("PublishedProduct")
    version = row.product_version
    return PublishedPage(
        line=line_of(row, ()),
        text=version.text,
        file=files.facts_of(version.file) if version.file else None,
        version=version.number,
        source_words=row.product.source_words,
        course=row.product.edition.course.title if row.product.edition else "",
        is_own=row.mine,
        product_id=row.product_id if row.mine else None,
        thanked=row.thanked,
        can_take_along=bool(own_schools(actor)) and not row.mine,
    )


def published_row(actor: Actor, published_id: UUID) -> PublishedProduct:
    """Return the row of a published product. Raises `NotVisibleError`."""
    rows = published(actor).select_related("product_version__file", "school")
    row = rows.filter(pk=published_id).first()
    if row is None:
        raise NotVisibleError("PublishedProduct")
    return row


def published_file(actor: Actor, published_id: UUID) -> FileContent:
    """Return the file of a published product. Raises `NotVisibleError`, `FileGoneError`."""
    row = published_row(actor, published_id)
    if row.product_version.file_id is None:
        raise NotVisibleError("StoredFile")
    return files.content(row.product_version.file_id)


def schools_to_take_to(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return the own schools for which the actor can take something along, by name."""
    rows = School.objects.filter(pk__in=own_schools(actor), closed_on=None).order_by("name", "place")
    return tuple((row.pk, row.name) for row in rows)
