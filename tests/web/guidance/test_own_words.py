"""What a starter wrote beside the own line stands on every page of that line, and who reads it is told."""

import pytest
from django.urls import reverse

from startlijn.base.journal.models import JournalLine
from startlijn.base.privacy import actions
from tests.domain.guidance.practice.conftest import AT

WORDS = "I began on the first of September."


@pytest.fixture
def line(pages):
    made = pages.starter()
    pages.pair(made)
    given = {"label": "domain.Trajectory", "object_id": made.pk, "text": WORDS}
    actions.state(by=pages.as_starter(made), at=AT, **given)
    return made


def reads_about(line) -> list[str]:
    found = JournalLine.objects.filter(action="data.read", about=line.person_id, object_type="OwnStatement")
    return [row.details["why"] for row in found]


def test_own_words_stand_on_the_own_line_and_leave_no_trace(pages, line):
    page = pages.browser_of(line).get(reverse("guidance:own")).content.decode()
    assert (WORDS in page, reads_about(line)) == (True, [])


@pytest.mark.parametrize(
    ("name", "who"),
    [("guidance:line", "educator"), ("guidance:starter", "coach"), ("guidance:plan", "leader")],
)
def test_who_reads_the_line_reads_them_too_and_that_is_written_down(pages, line, name, who):
    leader = pages.world.actor("school_leader", "school", pages.school.pk)
    reader = {"educator": pages.educator, "coach": pages.coach, "leader": leader}[who]
    page = pages.browser_of(reader).get(reverse(name, args=[line.pk]))
    assert (WORDS in page.content.decode(), reads_about(line)) == (True, ["statement"])


def test_stranger_reads_nothing(pages, line):
    other = pages.world.add_school("Elders", board=pages.world.add_board("Ander bestuur"))
    stranger = pages.world.person("school_educator", "school", other.pk)
    page = pages.world.browser(stranger).get(reverse("guidance:line", args=[line.pk]))
    assert (page.status_code, reads_about(line)) == (404, [])


def test_own_words_stand_beside_who_looked(pages, line):
    pages.browser_of(pages.coach).get(reverse("guidance:starter", args=[line.pk]))
    page = pages.browser_of(line).get(reverse("journal:who_looked")).content.decode()
    assert f"Your own words: {WORDS}" in page
