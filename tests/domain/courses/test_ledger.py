"""Own work, the statement of participation, and opinions that nobody can trace."""

from datetime import date, timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.courses.actions import completion as verbs
from startlijn.domain.courses.actions import ledger as work
from startlijn.domain.courses.models import LedgerEntry, OpinionCount, OpinionGiven, Participant
from startlijn.domain.courses.queries import completion, ledger
from startlijn.domain.courses.rules.ledger import Average
from startlijn.domain.courses.terms import (
    AlreadyCompleteError,
    CompletionReasonError,
    LaterWorkError,
    LedgerClosedError,
    LedgerFullError,
    NotYetCompleteError,
    NotYetOverError,
    Opinion,
    WorkKind,
)
from tests.domain.knowledge.conftest import TODAY, Team

DAY = timedelta(days=1)
SCORES = dict.fromkeys(Opinion, 4)


@pytest.fixture
def team(world):
    return Team(world)


def write(team, minutes=60, *, on=TODAY, part=None, **given):
    given = {"kind": WorkKind.PROGRAMME, "words": "Opzet", **given}
    part = part or team.part
    return team.do(work.write_work, participant_id=part.pk, on=on, minutes=minutes, **given)


def fill(team, hours=17, **given):
    for number in range(hours):
        write(team, on=TODAY - number * DAY, **given)


def page(team, **given):
    return team.ask(ledger.ledger_page, team.part.pk, on=TODAY, **given)


def test_meetings_and_own_work_count_together(team):
    team.meet(team.sanne, team.karim)
    team.meet(team.karim, on=date(2026, 10, 20))
    team.meet(team.sanne, on=date(2026, 10, 27), state="cancelled")
    write(team, 90, kind=WorkKind.TALK)
    write(team, 30)
    found = page(team)
    assert (found.own.hours.contact, found.own.hours.own) == (120, 120)
    assert found.by_kind == ((WorkKind.PROGRAMME, 30), (WorkKind.TALK, 90))
    assert found.meetings == ((date(2026, 10, 6), 120),)


def test_who_has_only_a_typed_in_name_is_found_by_the_address(team):
    with team.world.here():
        member = team.members[team.sanne.pk]
        member.person, member.name, member.email = None, "Sanne", "Sanne@Example.org"
        member.save()
        Participant.objects.filter(pk=team.part.pk).update(person=None, email="sanne@example.org")
    team.meet(team.sanne)
    rows = team.ask(completion.participant_hours, team.edition.pk, by=team.coordinator)
    (found,) = [row for row in rows if row.participant_id == team.part.pk]
    assert found.hours.contact == 120


@pytest.mark.parametrize("who", ["karim", "colleague", "stranger", "coordinator"])
def test_nobody_else_reads_or_writes_a_ledger(team, who):
    entry = write(team)
    other = getattr(team, who)
    with pytest.raises(NotVisibleError):
        page(team, by=other)
    with pytest.raises(NotVisibleError):
        team.do(work.remove_work, by=other, entry_id=entry.pk)
    with pytest.raises(NotVisibleError):
        write(team, by=other)


def test_own_work_can_be_changed_and_removed(team):
    entry = write(team)
    given = {"on": TODAY, "minutes": 45, "kind": WorkKind.TALK}
    team.do(work.change_work, entry_id=entry.pk, expected_version=1, **given)
    assert page(team).by_kind == ((WorkKind.TALK, 45),)
    with pytest.raises(VersionConflictError):
        team.do(work.change_work, entry_id=entry.pk, expected_version=1, **given)
    team.do(work.remove_work, entry_id=entry.pk)
    assert page(team).by_kind == ()


def test_more_than_a_day_holds_and_work_of_tomorrow_are_refused(team):
    write(team, 700)
    with pytest.raises(LedgerFullError):
        write(team, 21)
    with pytest.raises(LedgerFullError):
        write(team, 0)
    with pytest.raises(LaterWorkError):
        write(team, on=TODAY + DAY)
    assert page(team).own.hours.own == 700


def test_statement_comes_with_the_hours_and_keeps_them(team):
    for on in (date(2026, 9, 8), date(2026, 9, 22), date(2026, 10, 6), date(2026, 10, 20)):
        team.meet(team.sanne, on=on)
    fill(team, 16)
    with pytest.raises(NotYetCompleteError):
        team.do(verbs.complete_course, participant_id=team.part.pk)
    entry = write(team)
    made = team.do(verbs.complete_course, participant_id=team.part.pk)
    assert team.do(verbs.complete_course, participant_id=team.part.pk) == made
    with pytest.raises(LedgerClosedError):
        team.do(work.remove_work, entry_id=entry.pk)
    told = team.ask(completion.own_statement, team.part.pk)
    assert (told.name, told.contact_minutes, told.own_minutes, told.decided_otherwise) == (
        str(team.sanne),
        480,
        1020,
        False,
    )


@pytest.mark.parametrize("who", ["karim", "stranger", "coordinator"])
def test_statement_is_for_the_participant(team, who):
    team.do(verbs.decide_completion, by=team.coordinator, participant_id=team.part.pk, reason="Zwangerschap")
    with pytest.raises(NotVisibleError):
        team.ask(completion.own_statement, team.part.pk, by=getattr(team, who))


def test_coordinator_decides_otherwise_with_a_reason_and_once(team):
    given = {"by": team.coordinator, "participant_id": team.part.pk}
    with pytest.raises(CompletionReasonError):
        team.do(verbs.decide_completion, **given, reason=" \n")
    team.do(verbs.decide_completion, **given, reason="Gaf zelf een bijeenkomst")
    with pytest.raises(AlreadyCompleteError):
        team.do(verbs.decide_completion, **given, reason="Nog eens")
    assert team.ask(completion.own_statement, team.part.pk).decided_otherwise is True


def test_a_school_or_participant_decides_nothing(team):
    with pytest.raises(NotVisibleError):
        team.do(verbs.decide_completion, by=team.karim, participant_id=team.part.pk, reason="Ik vind van wel")


def test_opinions_are_asked_once_after_the_last_meeting(team):
    with pytest.raises(NotYetOverError):
        team.do(verbs.say_opinion, participant_id=team.part.pk, scores=SCORES)
    team.meet(team.sanne, on=TODAY + DAY)
    with pytest.raises(NotYetOverError):
        team.do(verbs.say_opinion, participant_id=team.part.pk, scores=SCORES)
    team.do(verbs.say_opinion, participant_id=team.part.pk, scores=SCORES, when=TODAY + DAY)
    with pytest.raises(NotYetOverError):
        team.do(verbs.say_opinion, participant_id=team.part.pk, scores=SCORES, when=TODAY + DAY)


@pytest.mark.parametrize("scores", [{}, {Opinion.USEFUL: 3}, dict.fromkeys(Opinion, 6)])
def test_incomplete_opinions_are_refused(team, scores):
    with pytest.raises(ValueError, match="one score"):
        team.do(verbs.say_opinion, participant_id=team.part.pk, scores=scores)


def test_no_row_says_who_thought_what(team):
    team.meet(team.sanne, team.karim)
    team.do(verbs.say_opinion, participant_id=team.part.pk, scores=SCORES)
    team.do(verbs.say_opinion, by=team.karim, participant_id=team.other_part.pk, scores=SCORES)
    with team.world.here():
        counted = OpinionCount.objects.values_list("opinion", "score", "count")
        assert sorted(counted) == [(each.value, 4, 2) for each in sorted(Opinion)]
        fields = {field.name for field in OpinionGiven._meta.fields}
    assert fields == {"id", "partnership", "participant"}


def test_provider_sees_figures_and_opinions_from_five_answers_on(team):
    team.meet(team.sanne)
    with team.world.here():
        for opinion in Opinion:
            OpinionCount.objects.create(
                partnership=team.world.partnership, edition=team.edition, opinion=opinion, score=5, count=4
            )
    shown = team.ask(completion.edition_figures, team.edition.pk, by=team.coordinator)
    assert (shown.participants, shown.meetings, shown.attendance, shown.answers, shown.opinions) == (
        2,
        1,
        0.5,
        4,
        (),
    )
    team.do(verbs.say_opinion, participant_id=team.part.pk, scores=dict.fromkeys(Opinion, 3))
    shown = team.ask(completion.edition_figures, team.edition.pk, by=team.coordinator)
    assert set(shown.opinions) == {Average(each.value, 4.6) for each in Opinion}
    with pytest.raises(NotVisibleError):
        team.ask(completion.edition_figures, team.edition.pk)


def test_journal_and_erasure_leave_no_work_behind(team):
    write(team)
    with team.world.here():
        team.part.delete()
        assert not LedgerEntry.objects.exists()
