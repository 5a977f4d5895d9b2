"""The knowledge base on screen: make, check, publish, find, take along, thank."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from startlijn.domain.knowledge.models import Product, PublishedProduct
from tests.domain.knowledge.conftest import Team
from tests.engines.media import samples


@pytest.fixture
def team(world):
    return Team(world)


@pytest.fixture
def maker(team):
    return team.world.browser(team.sanne)


@pytest.fixture
def stranger(team):
    return team.world.browser(team.stranger)


def text(answer) -> str:
    return answer.content.decode()


def page(browser, name, *args, **asked):
    answer = browser.get(reverse(f"knowledge:{name}", args=args), asked)
    assert answer.status_code == 200
    return text(answer)


def send(browser, name, *args, **typed):
    return browser.post(reverse(f"knowledge:{name}", args=args), typed)


def test_team_makes_mends_and_publishes_and_another_school_takes_it_along(team, maker, stranger):
    assert "You have not made anything here yet" in page(maker, "own")
    choice = f"{team.world.school.pk}.{team.edition.pk}"
    typed = {"title": "Eerste weken", "kind": "format", "team": choice, "text": "Mail s.dewit@school.nl"}
    upload = SimpleUploadedFile("plan.pdf", samples.PDF)
    sent = send(maker, "new", **typed, file=upload)
    with team.world.here():
        row = Product.objects.get()
    assert sent.url == reverse("knowledge:product", args=[row.pk])
    assert "Made in the course Inductie maken." in page(maker, "product", row.pk)

    shown = page(maker, "publish", row.pk)
    assert "1 place looks like personal data" in shown
    assert "<mark>s.dewit@school.nl</mark>" in shown
    assert "We cannot look inside plan.pdf" in shown
    refused = send(maker, "publish", row.pk, confirmed="on", expected_version="1")
    assert "The check found 1 places" in text(refused)

    send(maker, "change", row.pk, title="Eerste weken", text="Zo begeleiden wij.", expected_version="1")
    send(maker, "publish", row.pk, confirmed="on", expected_version="2")
    assert "In the knowledge base" in page(maker, "product", row.pk)

    found = page(stranger, "search", q="begeleiding")
    assert "Zo <mark>begeleiden</mark> wij." in found
    assert "Found: “begeleiden”" in " ".join(found.split())
    with team.world.here():
        published = PublishedProduct.objects.get()
    shown = page(stranger, "published", published.pk)
    assert str(team.sanne) not in shown
    sent = send(stranger, "take", published.pk, school=str(team.other_school.pk))
    assert "Made from: Eerste weken, De Regenboog." in text(stranger.get(sent.url))
    send(stranger, "thank", published.pk)
    assert "Thanks from: De Wilg" in page(maker, "product", row.pk)


def test_what_was_typed_stays_when_it_is_refused(team, maker):
    answer = send(maker, "new", title="Mijn titel", kind="talk", team=f"{team.world.school.pk}.", text=" ")
    assert "Write a text or add a file." in text(answer)
    assert "Mijn titel" in text(answer)


@pytest.mark.parametrize(
    "asked", ["<script>alert(1)</script>", "\"\x00'OR 1=1", "x" * 10_000, "de het", "🦉"]
)
def test_hostile_questions_get_a_page(team, stranger, asked):
    team.publish()
    answer = stranger.get(reverse("knowledge:search"), {"q": asked, "kind": "'", "page": "-1"})
    assert answer.status_code == 200
    assert "<script>alert" not in text(answer)


def test_markup_in_texts_is_text_in_results(team, stranger):
    team.publish(team.begin("<b>Begeleiding</b>", "<img src=x> begeleiden"))
    found = page(stranger, "search", q="begeleiden")
    assert "&lt;b&gt;<mark>Begeleiding</mark>&lt;/b&gt;" in found
    assert "<img src=x>" not in found


def test_filters_and_empty_states_say_what_to_do(team, stranger):
    assert "Nobody has published anything yet" in page(stranger, "search")
    team.publish()
    assert "Nothing found" in page(stranger, "search", kind="training")
    assert "Nothing found" in page(stranger, "search", q="olifant")
    assert "These words are in every text" in page(stranger, "search", q="de het een")
    assert "Eerste weken" in page(stranger, "search", sector="po", school_type="other")


def test_team_page_steps_versions_and_removing(team, maker):
    row = team.begin()
    sent = send(maker, "team", row.pk, email=team.colleague.account.email)
    assert sent.status_code == 302
    assert str(team.colleague) in page(maker, "team", row.pk)
    assert "Nobody at this school" in text(send(maker, "team", row.pk, email="x@example.org"))
    send(maker, "step", row.pk, status="applied", on="2026-11-01", words="Met de bovenbouw")
    assert "Met de bovenbouw" in page(maker, "product", row.pk)
    assert "Zo begeleiden wij starters." in page(maker, "version", row.pk, 1)
    assert maker.get(reverse("knowledge:version", args=[row.pk, 9])).status_code == 404
    assert "Remove “Eerste weken”?" in page(maker, "remove", row.pk)
    send(maker, "leave", row.pk, team.sanne.pk)
    assert maker.get(reverse("knowledge:product", args=[row.pk])).status_code == 404
    colleague = team.world.browser(team.colleague)
    assert send(colleague, "remove", row.pk).url == reverse("knowledge:own")


def test_what_is_taken_back_is_gone(team, maker, stranger):
    found = team.publish()
    send(maker, "take_back", found.product_id, reason="Nog niet af")
    assert stranger.get(reverse("knowledge:published", args=[found.pk])).status_code == 404
    assert send(stranger, "thank", found.pk).status_code == 404


def test_file_is_given_as_a_download(team, maker, stranger):
    from startlijn.base.files.terms import Upload

    found = team.publish(team.begin(upload=Upload("plan.pdf", samples.PDF)))
    for browser, name, args in (
        (stranger, "published_file", [found.pk]),
        (maker, "file", [found.product_id, 1]),
    ):
        answer = browser.get(reverse(f"knowledge:{name}", args=args))
        assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
        assert answer.content == samples.PDF
    assert stranger.get(reverse("knowledge:file", args=[found.product_id, 1])).status_code == 404
