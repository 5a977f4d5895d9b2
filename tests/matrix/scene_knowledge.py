"""Products of two teams, one of them published; own work of a participant, with a statement and opinions.

Needs the courses to be there.
"""

from collections import defaultdict
from uuid import UUID

from startlijn.base.access.terms import Permission, Place, Role
from startlijn.base.files import actions as files
from startlijn.base.files.terms import Upload
from startlijn.base.people.models import Person
from startlijn.base.seams import today
from startlijn.domain.courses.models import (
    Completion,
    LedgerEntry,
    OpinionCount,
    OpinionGiven,
    Participant,
)
from startlijn.domain.knowledge.models import (
    Maker,
    Product,
    ProductStep,
    ProductVersion,
    PublishedProduct,
    Thanks,
    WorkOn,
)
from startlijn.domain.knowledge.rules.searching import indexed
from tests.conftest import AT
from tests.engines.media import samples
from tests.matrix.things import MARK, Half, Thing, Way, stands


def add_knowledge(half: Half) -> None:
    """Add everything of knowledge, ledger and completion to half of the scene."""
    with half.world.here():
        coach = half.persona(Role.COACH, Place.SCHOOL).person
        mine = _product(half, coach, "own", "plan")
        _product(half, half.people["away"], "strange", "draft")
        _published(half, coach, mine)
        _ledger(half, coach, mine)


def _product(half: Half, maker: Person, school: str, name: str) -> Product:
    common = {"partnership": half.world.partnership}
    own = {"products_own": Way(people=frozenset({maker.pk}))}
    title = f"{MARK} {name} {half.world.partnership.slug}"
    row = Product.objects.create(
        **common,
        school=half.schools[school],
        title=title,
        kind="format",
        created_at=AT,
        changed_at=AT,
    )
    upload = Upload(f"{name}.pdf", samples.PDF)
    given = {"owner_id": maker.pk, "partnership_id": half.whole, "upload": upload}
    file = files.keep_file(by=half.world.operator, at=AT, **given)
    half.things.append(Thing(file, half.whole, {}, person_id=maker.pk))
    version = ProductVersion.objects.create(
        **common, product=row, number=1, title=title, text="Zo", file=file, made_by=maker, made_at=AT
    )
    made = Maker.objects.create(**common, product=row, person=maker)
    step = ProductStep.objects.create(**common, product=row, status="applied", on=AT.date(), noted_by=maker)
    half.add(row, title, **own)
    for each in (version, made, step):
        half.add(each, **own)
    return row


def _published(half: Half, maker: Person, row: Product) -> None:
    """Publish a product under another title than the one it has now: everybody may see that one.

    Of which school it is, and which school said thanks, may be seen as well: a school that hides from nobody.
    """
    common = {"partnership": half.world.partnership}
    title = f"{MARK} published {half.world.partnership.slug}"
    words = indexed(title)
    made = PublishedProduct.objects.create(
        **common,
        product=row,
        product_version=row.versions.get(),
        school=half.world.school,
        title=title,
        kind="format",
        published_at=AT,
        checked_by=maker,
        title_words=words.words,
        words=words.words,
        title_stems=words.stems,
        stems=words.stems,
    )
    everywhere: dict[Place, set[UUID]] = defaultdict(set)
    for persona in half.personas:
        everywhere[persona.place].add(persona.place_id)
    read = Permission.KNOWLEDGE_READ
    way = Way({place: frozenset(ids) for place, ids in everywhere.items()})
    own = {Permission.PRODUCTS_OWN: Way(people=frozenset({maker.pk}))}
    half.things.append(Thing(made, half.whole, {}, title, pages={read: ((read, way),)}, ways=own))
    away = half.people["away"]
    thanks = Thanks.objects.create(**common, published=made, person=away, school=half.world.school, at=AT)
    half.add(thanks, products_own=Way(people=frozenset({maker.pk})))


def _ledger(half: Half, person: Person, product: Product) -> None:
    common = {"partnership": half.world.partnership}
    row = Participant.objects.get(person=person)
    own = {"courses_own": Way(people=frozenset({person.pk}))}
    words = f"{MARK} work {half.world.partnership.slug}"
    entry = LedgerEntry.objects.create(
        **common, participant=row, on=today(), minutes=60, kind="talk", words=words, written_at=AT
    )
    half.add(entry, words, **own)
    half.add(WorkOn.objects.create(**common, entry=entry, product=product), **own)
    half.add(OpinionGiven.objects.create(**common, participant=row), **own)
    completion = Completion.objects.create(
        **common, participant=row, contact_minutes=480, own_minutes=1020, completed_on=today()
    )
    managed = stands(partnership=half.whole)
    half.add(completion, courses_manage=Way(managed), **own)
    count = OpinionCount.objects.create(
        **common, edition=row.enrolment.edition, opinion="useful", score=5, count=5
    )
    half.things.append(Thing(count, half.whole, managed))
