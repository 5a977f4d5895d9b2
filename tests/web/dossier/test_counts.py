"""How often pages of the dossier ask the database: as often for forty pieces as for four."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startlijn.domain.dossier import actions
from startlijn.domain.dossier.models import Evidence, FeedbackRequest, Release
from tests.domain.dossier.conftest import INDICATOR, Folder

FEW, MANY, BUDGET = 4, 40, 15
# Address, and who opens it; with the row in the address where there is one.
OWN = (
    "own", "stage", "choose", "share", "shares", "feedback", "ask", "copy", "bring",
    "item", "change", "remove", "file", "share_one", "answer",
)  # fmt: skip
GIVEN = ("shared", "shared_item", "shared_file", "feedback", "ask")
GROWING = {"own", "share", "shares", "shared", "feedback"}
# Writing down that somebody reads is a part of reading: the line, its chain, and how it is locked.
MORE = {"shared_item": 24, "shared_file": 24}


@pytest.fixture
def folder(world):
    return Folder(world)


def fill(folder: Folder, number: int) -> None:
    """Let there be so many pieces, each given to the coach, and so many questions in both directions."""
    common = {"partnership": folder.world.partnership}
    first = folder.add_file(indicators=(INDICATOR,))
    role = folder.role(folder.coach)
    with folder.world.here():
        rows = Evidence.objects.bulk_create(
            Evidence(
                **common,
                dossier=first.dossier,
                kind="text",
                title=f"Les {each}",
                text="Goed",
                added_at=first.added_at,
                changed_at=first.added_at,
            )
            for each in range(number - 1)
        )
        Release.objects.bulk_create(
            Release(
                **common,
                evidence=row,
                role=role,
                purpose="coaching",
                started_on=first.added_at.date(),
                finished_on="2099-01-01",
                released_at=first.added_at,
            )
            for row in (first, *rows)
        )
        for asker, giver in ((folder.starter, folder.coach), (folder.coach, folder.starter)):
            FeedbackRequest.objects.bulk_create(
                FeedbackRequest(
                    **common,
                    asker=asker,
                    giver=giver,
                    question=f"Vraag {each}",
                    asked_at=first.added_at,
                    due_on=first.added_at.date(),
                )
                for each in range(number)
            )


def measured(folder: Folder, name: str, person) -> tuple[int, int]:
    """Return how many queries a page asks when it was opened before, and how long it is."""
    with folder.world.here():
        piece = Evidence.objects.order_by("pk").first()
        question = FeedbackRequest.objects.filter(asker=person).order_by("pk").first()
    row = {"answer": question}.get(name, piece)
    with_row = {"item", "change", "remove", "file", "share_one", "answer", "shared_item", "shared_file"}
    url = reverse(f"dossier:{name}", args=[row.pk] if name in with_row else [])
    browser = folder.world.browser(person)
    answer = browser.get(url)
    assert answer.status_code == 200, (name, answer.status_code)
    with CaptureQueriesContext(connection) as queries:
        browser.get(url)
    return len(queries), len(answer.content)


def test_pages_ask_as_often_for_many_pieces_as_for_few(folder):
    pages = [(name, folder.starter) for name in OWN] + [(name, folder.coach) for name in GIVEN]
    fill(folder, FEW)
    few = [measured(folder, *page) for page in pages]
    with folder.world.here():
        Evidence.objects.all().delete()
        FeedbackRequest.objects.all().delete()
    fill(folder, MANY)
    many = [measured(folder, *page) for page in pages]
    names = [(name, person.given_name) for name, person in pages]
    assert dict(zip(names, (count for count, _ in many), strict=True)) == dict(
        zip(names, (count for count, _ in few), strict=True)
    )
    over = {
        name: count
        for (name, _who), (count, _length) in zip(names, many, strict=True)
        if count > MORE.get(name, BUDGET)
    }
    assert over == {}
    short = [
        name
        for (name, _who), (_count, length), (_, earlier) in zip(names, many, few, strict=True)
        if name in GROWING and length <= earlier + MANY
    ]
    assert short == []


def test_taking_along_asks_as_often_for_many_pieces_as_for_few(folder):
    asked = []
    for number in (FEW, MANY):
        fill(folder, number)
        with CaptureQueriesContext(connection) as queries:
            folder.do(actions.take_copy)
        asked.append(len(queries))
    assert asked[1] == asked[0]
