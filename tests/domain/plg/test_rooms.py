"""Rooms of learning groups: agenda, teams, board and notes, for who takes part and nobody else."""

from datetime import date

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.meetings import actions as meetings
from startlijn.domain.meetings.terms import NewMember, SeriesKind
from startlijn.domain.plg import actions, queries
from startlijn.domain.plg.models import PlgRoom
from startlijn.domain.plg.rules import default_agenda
from startlijn.domain.plg.terms import (
    AgendaSumError,
    Card,
    Column,
    EmptyCardError,
    EmptyNoteError,
    NoTeamError,
    NoteKind,
    Phase,
    TooFewForTeamsError,
)

pytestmark = pytest.mark.django_db


def test_room_is_opened_once(company):
    again = company.do(actions.open_room, company.actor(1), series_id=company.series.pk)
    with company.world.here():
        assert (again.pk, PlgRoom.objects.count()) == (company.room.pk, 1)


def test_only_who_takes_part_opens_and_reads(company, another_world):
    outsiders = [company.planner, company.world.actor("coach", "school", company.world.school.pk)]
    for outsider in (*outsiders, another_world.actor("coordinator")):
        with pytest.raises(NotVisibleError):
            company.do(actions.open_room, outsider, series_id=company.series.pk)
        with company.world.here(), pytest.raises(NotVisibleError):
            queries.room_page(outsider, company.room.pk)


def test_who_left_no_longer_reads(company):
    member = company.member(2)
    company.do(
        meetings.change_members,
        company.planner,
        series_id=company.series.pk,
        remove=[member.pk],
    )
    assert len(company.page().members) == 2
    with pytest.raises(NotVisibleError):
        company.page(2)


def test_intervision_has_no_board(company):
    series = company.do(
        meetings.make_series,
        company.planner,
        kind=SeriesKind.INTERVISION,
        title="Circle",
        members=[NewMember(person_id=company.people[0].pk)],
    )
    with pytest.raises(NotVisibleError):
        company.do(actions.open_room, series_id=series.pk)


def test_agenda_is_changed_when_it_fills_the_meeting(company):
    agenda = default_agenda(120) | {Phase.EXPLORE: 20, Phase.MAKE: 45}
    company.do(actions.set_agenda, room_id=company.room.pk, expected_version=1, agenda=agenda)
    assert company.page().agenda == agenda


def test_agenda_with_another_sum_is_refused(company):
    agenda = default_agenda(120) | {Phase.EXPLORE: 20}
    with pytest.raises(AgendaSumError):
        company.do(actions.set_agenda, room_id=company.room.pk, expected_version=1, agenda=agenda)


def test_agenda_that_somebody_else_changed_is_shown(company):
    with pytest.raises(VersionConflictError):
        company.do(
            actions.set_agenda, room_id=company.room.pk, expected_version=9, agenda=default_agenda(120)
        )


def test_small_group_stays_one_team(company):
    with pytest.raises(TooFewForTeamsError):
        company.do(actions.form_teams, room_id=company.room.pk)


def test_large_group_goes_into_even_teams_that_can_be_changed(crowd):
    crowd.do(actions.form_teams, room_id=crowd.room.pk)
    page = crowd.page()
    assert (page.large, page.teams, sorted(member.team for member in page.members).count(1)) == (True, 2, 7)
    mover = next(member for member in page.members if member.team == 1)
    crowd.do(actions.move_member, room_id=crowd.room.pk, member_id=mover.id, team=2)
    assert [each.team for each in crowd.page().members if each.id == mover.id] == [2]


def test_team_that_is_not_there_is_refused(crowd):
    crowd.do(actions.form_teams, room_id=crowd.room.pk)
    with pytest.raises(NoTeamError):
        crowd.do(actions.move_member, room_id=crowd.room.pk, member_id=crowd.member(0).pk, team=3)
    with pytest.raises(NoTeamError):
        crowd.card(team=3)


def test_card_goes_over_the_board(company):
    card = company.card(who_id=company.member(1).pk, due_on=date(2026, 12, 1))
    for column in (Column.DOING, Column.DONE, Column.TODO):
        company.do(actions.move_card, company.actor(1), card_id=card.pk, column=column)
        found = company.page().cards_in(column, None)
        assert [(each.what, each.who[:3], each.due_on) for each in found] == [
            ("Write the plan", "P01", date(2026, 12, 1))
        ]


def test_card_is_changed_and_removed(company):
    card = company.card()
    company.do(actions.change_card, card_id=card.pk, expected_version=1, card=Card("Write it down"))
    assert [each.what for each in company.page().cards] == ["Write it down"]
    with pytest.raises(VersionConflictError):
        company.do(actions.change_card, card_id=card.pk, expected_version=1, card=Card("Late"))
    company.do(actions.remove_card, card_id=card.pk)
    assert company.page().cards == ()


def test_card_needs_words_and_somebody_of_the_group(company):
    with pytest.raises(EmptyCardError):
        company.card("  ")
    with pytest.raises(NotVisibleError):
        company.card(who_id=company.room.pk)


def test_board_of_a_team_shows_what_is_for_everybody_too(crowd):
    crowd.do(actions.form_teams, room_id=crowd.room.pk)
    for team in (0, 1, 2):
        crowd.card(f"For {team}", team=team)
    assert [each.what for each in crowd.page().cards_in(Column.TODO, 1)] == ["For 0", "For 1"]


def test_action_of_a_meeting_also_comes_onto_the_board(company):
    company.do(actions.add_note, room_id=company.room.pk, kind=NoteKind.DECISION, text="We begin in May")
    company.do(actions.add_note, room_id=company.room.pk, kind=NoteKind.ACTION, text="Ask the board")
    page = company.page()
    assert [each.text for each in page.notes] == ["Ask the board", "We begin in May"]
    assert [each.what for each in page.cards] == ["Ask the board"]


def test_note_needs_words_and_a_meeting_of_the_series(company):
    with pytest.raises(EmptyNoteError):
        company.do(actions.add_note, room_id=company.room.pk, kind=NoteKind.DECISION, text=" ")
    with pytest.raises(NotVisibleError):
        company.do(
            actions.add_note,
            room_id=company.room.pk,
            kind=NoteKind.DECISION,
            text="Elsewhere",
            meeting_id=company.room.pk,
        )


def test_removed_note_leaves_its_card(company):
    note = company.do(actions.add_note, room_id=company.room.pk, kind=NoteKind.ACTION, text="Ask the board")
    company.do(actions.remove_note, note_id=note.pk)
    page = company.page()
    assert (page.notes, len(page.cards)) == ((), 1)
