"""Own work on screen: write down, see what was done, take the statement, say what one thought."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from startlijn.base.seams import today
from startlijn.domain.courses.actions.completion import decide_completion
from startlijn.domain.courses.models import Completion, LedgerEntry
from tests.domain.knowledge.conftest import Team


@pytest.fixture
def team(world):
    return Team(world)


@pytest.fixture
def sanne(team):
    return team.world.browser(team.sanne)


@pytest.fixture
def coordinator(team):
    return team.world.browser(team.coordinator)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def page(browser, name, *args):
    answer = browser.get(reverse(f"ledger:{name}", args=args))
    assert answer.status_code == 200
    return text(answer)


def send(browser, name, *args, **typed):
    return browser.post(reverse(f"ledger:{name}", args=args), typed)


def work(**given):
    return {"on": today().isoformat(), "hours": "2", "minutes": "30", "kind": "talk", "words": "", **given}


def test_hours_are_written_down_and_changed(team, sanne):
    row = team.begin()
    assert "0 of 25 hours done" in page(sanne, "courses")
    send(sanne, "add", team.part.pk, **work(product=str(row.pk)))
    shown = page(sanne, "ledger", team.part.pk)
    assert "2.50 hours done" in shown
    assert "22.50 hours to go" in shown
    with team.world.here():
        entry = LedgerEntry.objects.get()
    send(sanne, "change", entry.pk, **work(hours="3", minutes="0", expected_version="1"))
    assert "3 hours done" in page(sanne, "ledger", team.part.pk)
    send(sanne, "remove", entry.pk)
    assert "Nothing written down yet" in page(sanne, "ledger", team.part.pk)


def test_no_time_and_a_later_day_are_refused_with_what_was_typed(team, sanne):
    nothing = send(sanne, "add", team.part.pk, **work(hours="0", minutes="0", words="Mijn woorden"))
    assert "Choose how long it took." in text(nothing)
    later = send(sanne, "add", team.part.pk, **work(on="2099-01-01", words="Mijn woorden"))
    for answer in (nothing, later):
        assert "Mijn woorden" in text(answer)


def test_statement_is_taken_when_the_hours_are_there(team, sanne):
    assert "25 hours to go. Then the statement is yours." in page(sanne, "statement", team.part.pk)
    send(sanne, "statement", team.part.pk)
    with team.world.here():
        assert not Completion.objects.exists()
    for on in (date(2026, 9, 8), date(2026, 9, 22), date(2026, 10, 6), date(2026, 10, 20)):
        team.meet(team.sanne, on=on)
    for number in (1, 2):
        send(sanne, "add", team.part.pk, **work(on=f"2026-11-0{number}", hours="8"))
    send(sanne, "statement", team.part.pk)
    assert "Your statement is ready" in page(sanne, "statement", team.part.pk)
    for language, name in (("en", "statement"), ("nl", "bewijs")):
        with translation.override(language):
            answer = sanne.get(
                reverse("ledger:download", args=[team.part.pk]), headers={"accept-language": language}
            )
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}-20222310.pdf"'
        assert answer.content.startswith(b"%PDF")


def test_opinion_is_asked_after_the_last_meeting(team, sanne):
    assert sanne.get(reverse("ledger:opinion", args=[team.part.pk])).status_code == 302
    team.meet(team.sanne)
    assert "Three short sentences" in page(sanne, "ledger", team.part.pk)
    assert "Nobody can see who gave which" in page(sanne, "opinion", team.part.pk)
    send(sanne, "opinion", team.part.pk, useful="5", together="4", recommend="5")
    assert "Three short sentences" not in page(sanne, "ledger", team.part.pk)


def test_coordinator_sees_totals_and_decides_otherwise(team, sanne, coordinator):
    send(sanne, "add", team.part.pk, **work(words="Heel eigen"))
    shown = page(coordinator, "edition", team.edition.pk)
    assert "0 hours at meetings, 2.50 hours of own work" in shown
    assert "Heel eigen" not in shown
    assert "Why?" in page(coordinator, "decide", team.part.pk)
    send(coordinator, "decide", team.part.pk, reason="Gaf zelf een bijeenkomst")
    assert "1 of 2 participants have a statement." in page(coordinator, "edition", team.edition.pk)
    assert "already has a statement" in page(coordinator, "decide", team.part.pk)


def test_strangers_find_nothing(team):
    team.do(decide_completion, by=team.coordinator, participant_id=team.part.pk, reason="Goed")
    stranger = team.world.browser(team.stranger)
    assert "You do not take part in a course yet" in page(stranger, "courses")
    for name in ("ledger", "add", "statement", "download", "opinion"):
        assert stranger.get(reverse(f"ledger:{name}", args=[team.part.pk])).status_code == 404
    for name, pk in (("edition", team.edition.pk), ("decide", team.part.pk)):
        assert stranger.get(reverse(f"ledger:{name}", args=[pk])).status_code == 404
