"""The dossier on screen: keep, share, read, take back, ask, take along and bring in."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from startlijn.base.people.models import RoleAssignment
from startlijn.base.seams import today
from startlijn.domain.dossier.models import Evidence, FeedbackRequest, Release
from tests.domain.dossier.conftest import INDICATOR, Folder
from tests.engines.media import samples


@pytest.fixture
def folder(world):
    return Folder(world)


@pytest.fixture
def starter(folder):
    return folder.world.browser(folder.starter)


@pytest.fixture
def coach(folder):
    return folder.world.browser(folder.coach)


def text(answer) -> str:
    return answer.content.decode()


def one(folder, model):
    with folder.world.here():
        return model.objects.get()


def share(folder, starter, *rows, to=None, days=5):
    return starter.post(
        reverse("dossier:share"),
        {
            "evidence": [str(row.pk) for row in rows],
            "receiver": str(folder.role(to or folder.coach).pk),
            "purpose": "coaching",
            "last_day": (today() + timedelta(days=days)).isoformat(),
        },
    )


def test_an_empty_dossier_says_what_to_do_first(starter):
    page = text(starter.get(reverse("dossier:own")))
    assert "Your dossier is still empty" in page
    assert reverse("dossier:choose") in page


def test_a_text_is_added_and_stands_with_what_it_shows(folder, starter):
    url = reverse("dossier:add", args=["text"])
    given = {"title": "Breuken", "text": "Ging goed", "happened_on": "2026-10-01", "indicators": [INDICATOR]}
    assert starter.post(url, given).url == reverse("dossier:own")
    page = text(starter.get(reverse("dossier:own")))
    assert "Working with learning goals" in page
    assert "Pieces per area" in page


def test_a_mistake_keeps_what_was_typed(starter):
    answer = starter.post(reverse("dossier:add", args=["text"]), {"title": "Breuken", "text": ""})
    assert (answer.status_code, "Breuken" in text(answer)) == (200, True)
    assert "Add a text, a file or a link" in text(answer)


@pytest.mark.parametrize("kind", ["text", "file", "link", "certificate", "earlier"])
def test_every_kind_has_its_form(starter, kind):
    assert starter.get(reverse("dossier:add", args=[kind])).status_code == 200


def test_another_kind_does_not_exist(starter):
    assert starter.get(reverse("dossier:add", args=["observation"])).status_code == 404


def test_a_file_comes_back_as_a_download_in_a_sandbox(folder, starter):
    file = SimpleUploadedFile("bord.png", samples.png(), content_type="text/html")
    starter.post(reverse("dossier:add", args=["file"]), {"title": "Bord", "file": file})
    answer = starter.get(reverse("dossier:file", args=[one(folder, Evidence).pk]))
    headers = answer.headers
    assert (answer.content, headers["Content-Type"]) == (samples.png(), "image/png")
    assert headers["Content-Disposition"] == 'attachment; filename="bord.png"'
    assert headers["Content-Security-Policy"].startswith("sandbox;")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_not_what_it_says_is_refused_with_a_sentence(folder, starter):
    file = SimpleUploadedFile("foto.png", b"<html><script>alert(1)</script>", content_type="image/png")
    answer = starter.post(reverse("dossier:add", args=["file"]), {"title": "Foto", "file": file})
    assert "This kind of file cannot be kept" in text(answer)
    with folder.world.here():
        assert Evidence.objects.count() == 0


def test_a_conflict_shows_a_page(folder, starter):
    row = folder.add()
    url = reverse("dossier:change", args=[row.pk])
    given = {"title": "Een", "text": "Een", "expected_version": 1}
    assert starter.post(url, given).status_code == 302
    assert starter.post(url, {**given, "title": "Twee"}).status_code == 409


def test_sharing_reading_and_taking_back(folder, starter, coach):
    given, kept = folder.add_file(), folder.add("Van mij alleen")
    assert share(folder, starter, given).url == reverse("dossier:shares")
    listed = text(coach.get(reverse("dossier:shared")))
    assert (given.title in listed, kept.title in listed) == (True, False)
    read = text(coach.get(reverse("dossier:shared_item", args=[given.pk])))
    assert "That you read it now is written down" in read
    assert coach.get(reverse("dossier:shared_file", args=[given.pk])).content == samples.PDF
    assert coach.get(reverse("dossier:shared_item", args=[kept.pk])).status_code == 404
    assert "looked at" in text(starter.get(reverse("journal:who_looked")))
    starter.post(reverse("dossier:revoke", args=[one(folder, Release).pk]))
    for name in ("dossier:shared_item", "dossier:shared_file"):
        assert coach.get(reverse(name, args=[given.pk])).status_code == 404


def test_a_receiver_never_reaches_the_owners_pages(folder, starter, coach):
    row = folder.add_file()
    share(folder, starter, row)
    for name in ("item", "change", "remove", "file"):
        assert coach.get(reverse(f"dossier:{name}", args=[row.pk])).status_code == 404


def test_too_long_is_refused_and_stays_typed(folder, starter):
    row = folder.add()
    answer = share(folder, starter, row, days=200)
    assert "Choose a last day between today and" in text(answer)


def test_the_first_page_of_a_coach_tells_what_was_shared(folder, starter, coach):
    row = folder.add("Breuken in groep zes")
    share(folder, starter, row)
    assert "Breuken in groep zes" in text(coach.get("/"))


def test_feedback_goes_both_ways_and_into_the_dossier(folder, starter, coach):
    starter.post(
        reverse("dossier:ask"),
        {"giver": str(folder.coach.pk), "question": "Hoe was mijn start?", "due_on": today().isoformat()},
    )
    asked = one(folder, FeedbackRequest)
    url = reverse("dossier:answer", args=[asked.pk])
    assert "Hoe was mijn start?" in text(coach.get(url))
    assert coach.post(url, {"answer": "Rustig en helder.", "expected_version": 1}).status_code == 302
    assert "Rustig en helder." in text(starter.get(url))
    starter.post(reverse("dossier:keep_feedback", args=[asked.pk]), {"title": "Start", "indicators": []})
    item = text(starter.get(reverse("dossier:item", args=[one(folder, Evidence).pk])))
    assert "Rustig en helder." in item


def test_feedback_that_was_given_does_not_change(folder, starter, coach):
    starter.post(
        reverse("dossier:ask"),
        {"giver": str(folder.coach.pk), "question": "En?", "due_on": today().isoformat()},
    )
    url = reverse("dossier:answer", args=[one(folder, FeedbackRequest).pk])
    coach.post(url, {"answer": "Goed.", "expected_version": 1})
    assert "has been answered" in text(coach.post(url, {"answer": "Anders.", "expected_version": 2}))


def test_somebody_else_sees_no_question(folder, starter):
    starter.post(
        reverse("dossier:ask"),
        {"giver": str(folder.coach.pk), "question": "En?", "due_on": today().isoformat()},
    )
    pk = one(folder, FeedbackRequest).pk
    leader = folder.world.browser(folder.leader)
    assert leader.get(reverse("dossier:answer", args=[pk])).status_code == 404


def test_a_copy_goes_out_and_comes_in(folder, starter):
    folder.add_file()
    answer = starter.get(reverse("dossier:take"))
    assert (answer.headers["Content-Type"], answer.content[:2]) == ("application/zip", b"PK")
    other = folder.world.person("starter", "school", folder.world.school.pk, name="Daan")
    browser = folder.world.browser(other)
    file = SimpleUploadedFile("dossier.zip", answer.content)
    assert browser.post(reverse("dossier:bring"), {"file": file}).url == reverse("dossier:own")
    assert "Les over breuken" in text(browser.get(reverse("dossier:own")))


def test_a_file_that_is_no_copy_is_refused_with_a_sentence(starter):
    answer = starter.post(reverse("dossier:bring"), {"file": io.BytesIO(b"hello")})
    assert "This is not a copy of a dossier" in text(answer)


def test_a_board_has_its_own_words(folder, starter):
    board = folder.world.board.pk
    hr = folder.world.browser(folder.world.person("hr_advisor", "board", board))
    assert folder.world.board.name in text(hr.get(reverse("dossier:boards")))
    hr.post(reverse("dossier:words", args=[board]), {INDICATOR: "Doelgericht werken"})
    folder.add(indicators=(INDICATOR,))
    assert "Your board calls this: Doelgericht werken" in text(starter.get(reverse("dossier:own")))


def test_who_left_keeps_the_dossier(folder):
    row = folder.add()
    with folder.world.here():
        RoleAssignment.objects.filter(person=folder.starter).update(
            role="dossier_owner", school=None, finished_on=None
        )
    browser = folder.world.browser(folder.starter)
    assert row.title in text(browser.get(reverse("dossier:own")))
    for name in (
        "dossier:choose",
        "dossier:share",
        "dossier:feedback",
        "dossier:ask",
        "dossier:copy",
        "home",
    ):
        assert browser.get(reverse(name)).status_code == 200


def test_the_stage_is_chosen(folder, starter):
    url = reverse("dossier:stage")
    assert starter.post(url, {"stage": "3", "expected_version": 0}).url == reverse("dossier:own")
    assert "Working towards: expert-competent" in text(starter.get(reverse("dossier:own")))


def test_removing_asks_first(folder, starter):
    row = folder.add()
    url = reverse("dossier:remove", args=[row.pk])
    assert "Remove “Les over breuken”?" in text(starter.get(url))
    starter.post(url)
    with folder.world.here():
        assert Evidence.objects.count() == 0
