"""Reading the products of the own teams: only their makers see them here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place
from startlijn.base.files import queries as files
from startlijn.base.files.terms import FileContent, FileFacts, FileGoneError
from startlijn.base.organisations.models import School
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import today
from startlijn.domain.courses.models import Participant
from startlijn.domain.knowledge.models import (
    Maker,
    Product,
    ProductStep,
    ProductVersion,
    PublishedProduct,
    Thanks,
)
from startlijn.domain.knowledge.rules.personal import findings
from startlijn.domain.knowledge.terms import MOST_PRODUCTS, Checked, Part, ProductKind, ProductStatus
from startlijn.engines.reading import text_of


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version. The file is None when there is none."""

    number: int
    title: str
    text: str
    file: FileFacts | None
    change: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class StepView:
    """What was done with it, when, in a few words."""

    status: ProductStatus
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class MakerView:
    """Somebody of the team."""

    id: UUID
    name: str
    is_me: bool


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product as its makers see it. `published` is None when it is not in the knowledge base."""

    id: UUID
    title: str
    kind: ProductKind
    status: ProductStatus | None
    school: str
    course: str
    source_id: UUID | None
    source_words: str
    version: int
    latest: VersionView
    earlier: tuple[VersionView, ...]
    steps: tuple[StepView, ...]
    makers: tuple[MakerView, ...]
    published_id: UUID | None
    published_number: int
    thanks: tuple[str, ...]
    taken_along: int


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A place at which somebody can make a product: the own school, or the own team in a course."""

    school_id: UUID
    edition_id: UUID | None
    label: str


def own_products(actor: Actor) -> QuerySet[Product]:
    """Return the products that the actor makes, the last changed first."""
    rows = visible(actor, Permission.PRODUCTS_OWN, Product).select_related("school")
    live = Count("publications", filter=Q(publications__taken_back_at=None), distinct=True)
    return rows.annotate(live=live).order_by("-changed_at", "pk")


def own_product(actor: Actor, product_id: UUID) -> Product:
    """Return a product that the actor makes. Raises `NotVisibleError`."""
    return get_visible(actor, Permission.PRODUCTS_OWN, Product, product_id)


def teams(actor: Actor) -> tuple[TeamChoice, ...]:
    """Return where the actor can make something: own schools, and teams in courses. Two queries."""
    ids = own_schools(actor)
    schools = School.objects.filter(pk__in=ids, closed_on=None).order_by("name", "place")
    taking_part = (
        visible(actor, Permission.COURSES_OWN, Participant)
        .filter(finished_on=None, enrolment__school__in=ids)
        .select_related("enrolment__edition__course", "enrolment__school")
        .order_by("-enrolment__edition__school_year", "pk")
    )
    found = [
        TeamChoice(
            row.enrolment.school_id,
            row.enrolment.edition_id,
            f"{row.enrolment.edition.course.title} · {row.enrolment.school.name}",
        )
        for row in taking_part
    ]
    return (*found, *(TeamChoice(school.pk, None, school.name) for school in schools))


def own_schools(actor: Actor) -> frozenset[UUID]:
    """Return the schools at which the actor has a role."""
    return frozenset(grant.place_id for grant in actor.grants if grant.place is Place.SCHOOL)


def product_page(actor: Actor, product_id: UUID) -> ProductPage:
    """Return a product to one of its makers. Raises `NotVisibleError`. Seven queries for any number."""
    row = (
        visible(actor, Permission.PRODUCTS_OWN, Product)
        .select_related("school", "edition__course")
        .prefetch_related(
            Prefetch("versions", ProductVersion.objects.select_related("file", "made_by")),
            Prefetch("steps", ProductStep.objects.all()),
            Prefetch("makers", Maker.objects.select_related("person").order_by("pk")),
        )
        .filter(pk=product_id)
        .first()
    )
    if row is None:
        raise NotVisibleError("Product")
    latest, *earlier = map(version_view, row.versions.all())
    live = live_of(row)
    thanks = Thanks.objects.filter(published__product=row).select_related("school").order_by("pk")
    copies = Product.objects.filter(source__product=row).count()
    return ProductPage(
        id=row.pk,
        title=row.title,
        kind=ProductKind(row.kind),
        status=ProductStatus(row.status) if row.status else None,
        school=row.school.name,
        course=row.edition.course.title if row.edition else "",
        source_id=row.source_id,
        source_words=row.source_words,
        version=row.version,
        latest=latest,
        earlier=tuple(earlier),
        steps=tuple(StepView(ProductStatus(step.status), step.on, step.words) for step in row.steps.all()),
        makers=tuple(
            MakerView(maker.person_id, str(maker.person), maker.person_id == actor.person_id)
            for maker in row.makers.all()
        ),
        published_id=live.pk if live else None,
        published_number=live.product_version.number if live else 0,
        thanks=tuple(dict.fromkeys(each.school.name if each.school else "" for each in thanks)),
        taken_along=copies,
    )


def live_of(row: Product) -> PublishedProduct | None:
    """Return what is in the knowledge base of a product, if anything."""
    rows = PublishedProduct.objects.select_related("product_version")
    return rows.filter(product=row, taken_back_at=None).first()


def latest_of(row: Product) -> ProductVersion:
    """Return the newest version of a product: there is always one."""
    return ProductVersion.objects.select_related("file").filter(product=row).order_by("-number")[0]


def version_view(row: ProductVersion) -> VersionView:
    """Return one version as a page shows it; its file and maker must be fetched along."""
    return VersionView(
        number=row.number,
        title=row.title,
        text=row.text,
        file=files.facts_of(row.file) if row.file else None,
        change=row.change,
        made_by=str(row.made_by) if row.made_by else "",
        made_at=row.made_at,
    )


def own_file(actor: Actor, product_id: UUID, number: int) -> FileContent:
    """Return the file of a version to a maker. Raises `NotVisibleError`, `FileGoneError`."""
    row = own_product(actor, product_id)
    found = ProductVersion.objects.filter(product=row, number=number).first()
    if found is None or found.file_id is None:
        raise NotVisibleError("ProductVersion")
    return files.content(found.file_id)


def check_page(actor: Actor, product_id: UUID) -> tuple[ProductPage, Checked]:
    """Return a product and what the check finds in its newest version. Raises `NotVisibleError`."""
    page = product_page(actor, product_id)
    return page, checked(own_product(actor, product_id))


def checked(row: Product) -> Checked:
    """Return what looks personal in the newest version: in title and text, and in a file that can be read."""
    latest, names = latest_of(row), _names_at(row.school_id)
    found = [*findings(latest.title, Part.TITLE, names), *findings(latest.text, Part.TEXT, names)]
    unread = False
    if latest.file_id is not None:
        inside = _inside(latest.file_id)
        unread = inside is None
        found += findings(inside or "", Part.FILE, names)
        found += findings(latest.file.name if latest.file else "", Part.FILE, names)
    return Checked(tuple(found), unread)


def _inside(file_id: UUID) -> str | None:
    try:
        kept = files.content(file_id)
    except FileGoneError:
        return None
    return text_of(kept.data, kept.facts.media_type)


def _names_at(school_id: UUID) -> list[tuple[str, str]]:
    """Return first and last names of who has a role at a school today."""
    held = RoleAssignment.objects.filter(holding(today()), school=school_id)
    return sorted(set(held.values_list("person__given_name", "person__family_name")))


def thanks_per_product(actor: Actor) -> Mapping[UUID, int]:
    """Return how often others said thanks, per product of the actor."""
    rows = visible(actor, Permission.PRODUCTS_OWN, Thanks).values("published__product")
    return {
        row["published__product"]: row["number"]
        for row in rows.order_by().annotate(number=Count("pk", distinct=True))
    }


def product_choices(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return the products of the actor to choose from, the last changed first."""
    return tuple((row.pk, row.title) for row in own_products(actor)[:MOST_PRODUCTS])
