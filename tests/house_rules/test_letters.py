"""Subjects of letters and titles in a calendar carry no names: others look along (domain.md §6 rule 16)."""

import re
from dataclasses import fields
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from startlijn.base.post.queries import mail_text
from startlijn.domain.guidance.queries.moments import CalendarMoment
from startlijn.domain.guidance.terms import Side
from startlijn.reports.documents.calendar import calendar_of
from tests.house_rules.sources import SRC

LETTERS = sorted(path.stem for path in (SRC / "web" / "templates" / "mail").glob("*.txt"))
CANARY = "kanarievogel"


def subject_of(template: str, language: str) -> str:
    """Return the subject of a letter in which everything that can be filled in is a canary."""
    text = (SRC / "web" / "templates" / "mail" / f"{template}.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"\{[{%](.*?)[%}]\}", text))))
    counted = set(re.findall(r"count [a-z_]+=([a-z_]+)", text))
    context = {name: 3 if name in counted else CANARY for name in names - {"link"}}
    return mail_text(template, language, context)[0]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("template", LETTERS)
def test_subject_of_a_letter_carries_nothing_that_is_filled_in(template, language):
    subject = subject_of(template, language)
    assert (CANARY in subject, bool(subject)) == (False, True)


def test_letters_are_found():
    assert len(LETTERS) > 10


def test_calendar_knows_no_name_and_shows_none():
    """A moment holds nothing that could name somebody; the title is the same for all."""
    assert {each.name for each in fields(CalendarMoment)} == {"id", "on", "side", "sequence", "cancelled"}
    moment = CalendarMoment(uuid4(), date(2026, 11, 2), Side.COACH, 1, False)
    at = datetime(2026, 11, 1, tzinfo=UTC)
    given = calendar_of([moment], at=at, address="https://startlijn.example", own="/own/", coach="/coach/")
    told = [line for line in given.decode().splitlines() if line.startswith(("SUMMARY", "DESCRIPTION"))]
    assert told == ["SUMMARY:Startlijn"]
