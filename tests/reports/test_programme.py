"""A programme in print: what a newcomer reads, and what the staff council reads."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from startlijn.domain.induction import actions, queries
from startlijn.reports.documents import programme as documents
from startlijn.reports.documents.programme import booklet_of, policy_document_of
from tests.domain.induction.conftest import DAY, Office, new
from tests.reports.test_groups import unpacked


@pytest.fixture
def office(world):
    return Office(world)


@pytest.fixture
def shown(monkeypatch):
    """The text of a document instead of the PDF of it."""
    monkeypatch.setattr(documents, "pdf", render_to_string)


@pytest.fixture
def page(office):
    return office.ask(queries.version_page, office.start("po.2026-1").pk)


def test_booklet_holds_every_element_in_the_language_asked(page, shown) -> None:
    for language, own, other in (("nl", "title_nl", "title_en"), ("en", "title_en", "title_nl")):
        with translation.override(language):
            html = booklet_of(page)
        titles = [getattr(each, own) for each in page.elements]
        assert [title for title in titles if title.replace("'", "&#x27;") not in html] == []
        assert f'lang="{language}"' in html
        different = [each for each in page.elements if getattr(each, other) not in titles]
        assert [each for each in different if f">{getattr(each, other)}<" in html] == []


def test_booklet_begins_with_the_welcome_and_says_nothing_of_money(page, shown) -> None:
    with translation.override("nl"):
        html = booklet_of(page)
    assert ("Fijn dat je er bent." in html, "De volgende ochtend: " in html) == (True, True)
    assert ("Betaald uit" in html, "Wie ervoor zorgt" in html) == (False, False)


def test_booklet_falls_back_on_the_language_that_is_there(office, shown) -> None:
    version = office.start()
    office.add(version, new("Gesprek"))
    page = office.ask(queries.version_page, version.pk)
    page = replace(page, facts=replace(page.facts, introduction_nl="Welkom!"))
    with translation.override("en"):
        html = booklet_of(page)
    assert ("Welkom!" in html, "Gesprek" in html) == (True, True)


def test_policy_document_tells_what_changed_who_pays_and_what_checks_say(office, shown) -> None:
    version = office.start()
    first, _second = office.add(version, new("Talk"), new("Visit"))
    office.publish(version)
    draft = office.do(actions.new_version, programme_id=version.programme_id, changes="We listened.")
    rows = office.ask(queries.version_page, draft.pk).elements
    changed = replace(new("Talk"), starter_hours=Decimal("6.5"), deviation="More time.")
    office.do(actions.change_element, element_id=rows[0].id, expected_version=1, element=changed)
    office.do(actions.remove_element, element_id=rows[1].id, expected_version=1)
    office.add(draft, new("Course", year=2))
    office.do(actions.send_for_consultation, version_id=draft.pk, on=DAY)
    page = office.ask(queries.version_page, draft.pk)
    html = policy_document_of(page, office.ask(queries.comparison_page, draft.pk))
    for wanted in (
        "We listened.",
        "Beside version 1.",
        "New in year 2: Course",
        "Gone from year 1: Visit",
        "Changed: Talk",
        "hours for the starter: 4 → 6.5",
        "More time.",
        "Sent to the staff council on 2 November 2026.",
        "Nobody" if first.owner == "" else "Somebody sees to each of the 2 elements.",
        "the school&#x27;s own budget",
    ):
        assert wanted in html


def test_first_version_says_that_it_is_the_first(office, shown) -> None:
    version = office.start()
    office.add(version)
    page = office.ask(queries.version_page, version.pk)
    html = policy_document_of(page, office.ask(queries.comparison_page, version.pk))
    assert "This is the first version." in html


@pytest.mark.parametrize("language", ["nl", "en"])
def test_documents_are_tagged_pdfs_in_their_language(page, office, language) -> None:
    with translation.override(language):
        made = [
            booklet_of(page),
            policy_document_of(page, office.ask(queries.comparison_page, page.facts.id)),
        ]
    for data in made:
        assert data.startswith(b"%PDF-")
        assert f"/Lang ({language})".encode() in unpacked(data)
        assert b"/MarkInfo" in unpacked(data)
