"""Emergency access takes two people and a reason, lasts an hour, and never opens coaching (trust.md §7)."""

from datetime import timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.post.models import Mail
from startlijn.base.seams import fixed
from startlijn.base.walls import actions, queries
from startlijn.base.walls.models import EmergencyAccess
from startlijn.base.walls.terms import (
    Answer,
    AnsweredError,
    Counts,
    LogInAgainError,
    NeverInAnEmergencyError,
    NothingThereError,
    TakesTwoError,
)
from tests.domain.guidance.practice.conftest import AT, Guidance

TABLE = "domain.Employment"
HOUR = timedelta(minutes=60)


class Story:
    """A starter at a school of the board, HR of that board, and a privacy officer."""

    def __init__(self, world):
        self.guidance, self.world = Guidance(world), world
        self.line = self.guidance.starter()
        self.hr = self.held("hr_advisor", "board", world.board.pk)
        self.officer = self.held("privacy_officer")
        self.email = f"{world.partnership.slug}.starter1@example.org"

    def held(self, role, place="partnership", place_id=None):
        return self.world.actor(role, place, place_id)

    def do(self, verb, by, at=AT, **given):
        with self.world.here(), fixed(at=at):
            return verb(by=by, at=at, **given)

    def ask(self, by=None, table=TABLE, email=None):
        given = {"email": email or self.email, "table": table, "reason": "The judge asks."}
        return self.do(actions.ask_emergency, by or self.hr, **given)

    def allow(self, row, by=None, at=AT, fresh=True):
        return self.do(actions.allow_emergency, by or self.officer, at, emergency_id=row.pk, fresh=fresh)

    def look(self, row, by=None, at=AT):
        return self.do(actions.look_in_emergency, by or self.hr, at, emergency_id=row.pk)

    def deeds(self) -> list[str]:
        rows = JournalLine.objects.filter(about=self.line.person_id).order_by("number")
        return [row.action for row in rows if row.action.split(".")[0] in {"emergency", "data"}]


@pytest.fixture
def story(world):
    return Story(world)


def test_it_opens_for_who_asked_when_a_second_person_allows_it(story):
    row = story.allow(story.ask())
    found, rows = story.look(row)
    assert (row.until, len(rows), found.about.split()[0]) == (AT + HOUR, 1, "Sanne")
    assert story.deeds() == ["emergency.ask", "emergency.allow", "data.read"]


def test_nothing_opens_before_it_is_allowed(story):
    row = story.ask()
    with pytest.raises(NotVisibleError):
        story.look(row)


def test_it_ends_after_an_hour(story):
    row = story.allow(story.ask())
    story.look(row, at=AT + HOUR - timedelta(seconds=1))
    with pytest.raises(NotVisibleError):
        story.look(row, at=AT + HOUR)


@pytest.mark.parametrize("who", ["officer", "other_hr", "leader"])
def test_nobody_but_who_asked_reads_it(story, who):
    row = story.allow(story.ask())
    others = {
        "officer": story.officer,
        "other_hr": story.held("hr_advisor", "board", story.world.board.pk),
        "leader": story.held("school_leader", "school", story.world.school.pk),
    }
    with pytest.raises(NotVisibleError):
        story.look(row, by=others[who])


def test_nobody_allows_what_they_asked_themselves(story):
    row = story.ask()
    with story.world.here():
        EmergencyAccess.objects.filter(pk=row.pk).update(asked_by=story.officer.person_id)
    for verb in (actions.refuse_emergency, actions.allow_emergency):
        given = {"fresh": True} if verb is actions.allow_emergency else {}
        with pytest.raises(TakesTwoError):
            story.do(verb, story.officer, emergency_id=row.pk, **given)


def test_whom_it_is_about_does_not_allow_it(story):
    row = story.ask()
    with story.world.here():
        EmergencyAccess.objects.filter(pk=row.pk).update(about=story.officer.person_id)
    with pytest.raises(TakesTwoError):
        story.allow(row)


def test_the_database_refuses_one_person_alone(story):
    from django.db import IntegrityError, transaction

    row = story.ask()
    with story.world.here(), pytest.raises(IntegrityError), transaction.atomic():
        EmergencyAccess.objects.filter(pk=row.pk).update(answered_by=story.hr.person_id)


def test_without_a_fresh_login_it_is_not_allowed(story):
    with pytest.raises(LogInAgainError):
        story.allow(story.ask(), fresh=False)


def test_it_is_answered_once_and_in_time(story):
    row = story.ask()
    story.do(actions.refuse_emergency, story.officer, emergency_id=row.pk)
    with pytest.raises(AnsweredError):
        story.allow(row)
    with pytest.raises(AnsweredError):
        story.allow(story.ask(), at=AT + timedelta(hours=48))


def test_refused_stays_closed(story):
    row = story.do(actions.refuse_emergency, story.officer, emergency_id=story.ask().pk)
    assert row.answer == Answer.REFUSED
    with pytest.raises(NotVisibleError):
        story.look(row)


@pytest.mark.parametrize("table", ["domain.ContactNote", "domain.NeedsIntake", "base.Person", "nonsense"])
def test_coaching_is_never_opened(story, table):
    with pytest.raises(NeverInAnEmergencyError):
        story.ask(table=table)


def test_no_table_of_coaching_can_be_asked():
    assert {model.declared.data_class.value for model in queries.kinds().values()} == {"P2", "P3"}


def test_only_of_people_of_the_own_board(story):
    stranger = story.held("hr_advisor", "board", story.world.add_board("Elders").pk)
    for by, email in ((stranger, story.email), (story.hr, "nobody@example.org")):
        with pytest.raises(NothingThereError):
            story.ask(by=by, email=email)


def test_what_is_not_there_is_answered_the_same(story):
    with pytest.raises(NothingThereError):
        story.ask(table="domain.Move")


@pytest.mark.parametrize("role", ["school_leader", "coach", "school_educator"])
def test_others_cannot_ask(story, role):
    with pytest.raises(NotVisibleError):
        story.ask(by=story.held(role, "school", story.world.school.pk))


def test_who_asks_cannot_allow(story):
    row = story.ask()
    with pytest.raises(NotVisibleError):
        story.allow(row, by=story.held("hr_advisor", "board", story.world.board.pk))


def test_person_concerned_gets_a_letter_at_once_and_the_officer_before(story):
    row = story.ask()
    with story.world.here():
        assert [mail.template for mail in Mail.objects.all()] == ["emergency_asked"]
    story.allow(row)
    with story.world.here():
        letter = Mail.objects.get(template="emergency_access")
    assert (letter.to, set(letter.context)) == (story.email, {"first_name", "link"})


def test_what_came_later_is_not_in_it(story):
    row = story.allow(story.ask())
    with story.world.here():
        kept = list(EmergencyAccess.objects.get(pk=row.pk).rows)
    story.guidance.starter(name="Later")
    assert (len(kept), len(story.look(row)[1])) == (1, 1)


def test_no_secret_and_no_name_of_somebody_else_is_shown(story):
    rows = story.look(story.allow(story.ask()))[1]
    text = str(rows)
    assert str(story.guidance.coach_person.family_name) not in text
    assert [label for label, _value in rows[0].fields if label.lower() == "id"] == []


def test_counts_of_the_year_hold_no_person(story):
    row = story.ask()
    story.ask()
    story.allow(row)
    member = story.held("staff_council_member", "school", story.world.school.pk)
    assert queries.counts(member, AT) == Counts(AT.year, 2, 1)
