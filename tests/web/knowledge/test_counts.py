"""How often pages of knowledge and own work ask the database: as often for twenty rows as for three."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startlijn.base.files.terms import Upload
from startlijn.base.seams import fixed
from startlijn.domain.courses.models import Enrolment, LedgerEntry, OpinionCount, Participant
from startlijn.domain.courses.terms import Opinion
from startlijn.domain.knowledge.models import (
    Maker,
    Product,
    ProductStep,
    ProductVersion,
    PublishedProduct,
    Thanks,
)
from tests.conftest import AT
from tests.domain.knowledge.conftest import TODAY, Team
from tests.engines.media import samples

FEW, MANY, BUDGET = 3, 10, 15
MAKER = (
    "own",
    "new",
    "product",
    "change",
    "step",
    "team",
    "version",
    "file",
    "remove",
    "publish",
    "take_back",
)
READER = ("search", "found", "published", "published_file", "take")
LEDGER = ("courses", "ledger", "add", "statement", "opinion", "change")
DESK = ("edition", "decide")
GROWING = {"own", "search", "found", "product", "team", "ledger", "edition", "courses"}


def _grow_products(team: Team, number: int, first: Product) -> None:
    common = {"partnership": team.world.partnership}
    people = [team.world.person("coach", "school", team.world.school.pk) for _ in range(number)]
    with team.world.here():
        for each in range(number):
            row = Product.objects.create(
                **common, school=team.world.school, title=f"Plan {each}", kind="talk",
                created_at=AT, changed_at=AT, source=first.publications.get(),
            )  # fmt: skip
            version = ProductVersion.objects.create(
                **common, product=row, number=1, title=row.title, text="Begeleiden", made_at=AT
            )
            Maker.objects.create(**common, product=row, person=team.sanne)
            made = PublishedProduct.objects.create(
                **common, product=row, product_version=version, school=row.school, title=row.title,
                kind="talk", published_at=AT, title_words="plan", words="plan begeleiden",
                title_stems="plan", stems="plan begeleid",
            )  # fmt: skip
            Thanks.objects.create(**common, published=made, person=team.stranger, at=AT)
            Maker.objects.create(**common, product=first, person=people[each])
            ProductVersion.objects.create(
                **common, product=first, number=each + 2, title="Plan", text="Zo", made_at=AT,
                made_by=people[each], file=first.versions.order_by("number")[0].file,
            )  # fmt: skip
            ProductStep.objects.create(**common, product=first, status="applied", on=TODAY)


def _grow_hours(team: Team, number: int) -> LedgerEntry:
    common = {"partnership": team.world.partnership}
    with team.world.here():
        base = team.part.enrolment
        for each in range(number):
            school = team.world.add_school(f"School {each}")
            row = Enrolment.objects.create(
                **common, edition=team.edition, school=school, state="confirmed", source="form",
                status_on=TODAY, enrolled_at=AT, confirmed_at=AT,
            )  # fmt: skip
            Participant.objects.create(
                **common, enrolment=row, person=team.sanne, name=f"Sanne {each}", started_on=TODAY
            )
            entry = LedgerEntry.objects.create(
                **common, participant=team.part, on=TODAY - timedelta(days=each), minutes=60,
                kind="talk", written_at=AT,
            )  # fmt: skip
        assert base.edition_id == team.edition.pk
        for opinion in Opinion:
            OpinionCount.objects.create(
                **common, edition=team.edition, opinion=opinion, score=4, count=number + 5
            )
    for each in range(number):
        team.meet(team.sanne, team.karim, on=date(2026, 9, 1) + timedelta(days=each))
    return entry


def _asked(team: Team, number: int) -> tuple[dict[str, int], dict[str, int]]:
    """Return how often each page asked and how long it was."""
    first = team.begin(upload=Upload("plan.pdf", samples.PDF))
    live = team.publish(first)
    _grow_products(team, number, first)
    entry = _grow_hours(team, number)
    pages = [("knowledge", name, team.sanne) for name in MAKER]
    pages += [("knowledge", name, team.stranger) for name in READER]
    pages += [("ledger", name, team.sanne) for name in LEDGER]
    pages += [("ledger", name, team.coordinator) for name in DESK]
    rows = {
        **dict.fromkeys(MAKER, (first.pk,)),
        **dict.fromkeys(("own", "new", "search", "found", "courses"), ()),
        "version": (first.pk, 1), "file": (first.pk, 1), "edition": (team.edition.pk,),
        **dict.fromkeys(("published", "published_file", "take"), (live.pk,)),
        **dict.fromkeys(("ledger", "add", "statement", "opinion", "decide"), (team.part.pk,)),
    }  # fmt: skip
    asked, length = {}, {}
    with fixed(at=AT, seed=1):
        for space, name, person in pages:
            args = (entry.pk,) if (space, name) == ("ledger", "change") else rows[name]
            url = reverse(f"{space}:{'search' if name == 'found' else name}", args=args)
            url += "?q=begeleiding" if name == "found" else ""
            browser = team.world.browser(person)
            answer = browser.get(url)
            assert (url, answer.status_code) == (url, 200)
            with CaptureQueriesContext(connection) as queries:
                browser.get(url)
            asked[f"{space}:{name}"] = len(queries)
            length[name] = 0 if answer.streaming else len(answer.content)
    return asked, length


def test_pages_ask_as_often_for_many_rows_as_for_few(world, another_world):
    few, short = _asked(Team(world), FEW)
    many, long = _asked(Team(another_world), MANY)
    assert many == few
    assert {name: count for name, count in many.items() if count > BUDGET} == {}
    assert {name for name in GROWING if long[name] <= short[name]} == set()
