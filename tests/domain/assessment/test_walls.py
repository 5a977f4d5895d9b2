"""What stays apart: at the gate, in the database, and in the journal."""

import pytest
from django.db import IntegrityError, transaction

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import NotVisibleError, Permission, Place, Role
from startlijn.base.journal.models import JournalLine
from startlijn.base.people.actions import give_role
from startlijn.base.privacy.actions import erase_due
from startlijn.base.seams import fixed
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import (
    Advice,
    Assessment,
    Decision,
    Judgement,
    JudgementReader,
    PanelMember,
    Result,
    Signature,
)
from startlijn.domain.assessment.queries import pages
from startlijn.domain.assessment.terms import Outcome, State
from startlijn.domain.dossier.models import Submission
from startlijn.domain.guidance.actions import hand_over
from startlijn.domain.guidance.terms import JudgedLatelyError
from tests.conftest import AT, START
from tests.domain.assessment.conftest import answered

EVERY = (
    "starter",
    "near",
    "far",
    "coach",
    "leader",
    "executive",
    "hr",
    "educator",
    "coordinator",
    "stranger",
)


def reached(house, model):
    """Return who reaches a row of a table, by any permission it is read with."""
    found = {}
    for name in EVERY:
        actor = house.actor(getattr(house, name))
        with house.world.here(), fixed(at=AT):
            ways = [Permission(each) for each in (model.declared.read, *model.declared.ways) if each]
            found[name] = {row.pk for way in ways for row in visible(actor, way, model)}
    return {name for name, rows in found.items() if rows}


def test_judgement_is_its_writers_until_all_are_in(house):
    made = house.judging()
    house.give(made, house.near)
    assert reached(house, Judgement) == {"near"}


def test_judgements_are_open_to_panel_and_starter_when_all_are_in(house):
    house.consensus()
    assert reached(house, Judgement) == {"near", "far", "starter"}


def test_snapshot_is_for_the_starter_and_a_panel_that_declared(house):
    made = house.asked()
    house.panel(made)
    house.declare(made, house.near)
    house.submit(made)
    assert reached(house, Submission) == {"starter", "near"}


def test_advice_goes_to_who_decides_when_it_is_signed(house):
    made = house.consensus()
    house.write(made)
    before = reached(house, Advice)
    house.sign(made, house.near)
    house.sign(made, house.far)
    assert (before, reached(house, Advice)) == (
        {"near", "far"},
        {"near", "far", "starter", "leader", "executive"},
    )


def test_result_is_for_who_follows_and_reasons_are_not(house):
    house.decided()
    assert (reached(house, Result), reached(house, Decision)) == (
        {"starter", "leader", "executive", "hr", "educator"},
        {"starter", "leader", "executive", "near", "far"},
    )


def test_coach_reaches_nothing_of_an_assessment(house):
    house.decided()
    tables = (Assessment, PanelMember, Judgement, Advice, Decision, Result, Submission, Signature)
    assert [table.__name__ for table in tables if "coach" in reached(house, table)] == []


def test_conflict_shuts_the_gate(house):
    made = house.asked()
    house.panel(made)
    house.declare(made, house.near, conflict=True)
    with house.world.here(), fixed(at=AT):
        assert not visible(house.actor(house.near), Permission.ASSESS, Assessment).exists()


def refused(house, act) -> str:
    """Return what the database says when somebody goes round the actions."""
    with house.world.here(), pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    return str(caught.value)


def test_database_keeps_judgements_apart(house):
    made = house.judging()
    house.save(made, house.near, answered())
    with house.world.here():
        judgement, member = Judgement.objects.get(), house.member(made, house.far)
    row = JudgementReader(partnership=house.world.partnership, judgement=judgement, member=member)
    assert "judgements stay apart until all are in" in refused(house, row.save)


def test_database_keeps_a_judgement_that_was_given(house):
    made = house.judging()
    house.give(made, house.near)
    said = refused(house, lambda: Judgement.objects.update(answers={}))
    assert "a judgement that was given never changes" in said


def test_database_keeps_an_advice_that_was_given(house):
    house.advised()
    assert "an advice that was given never changes" in refused(
        house, lambda: Advice.objects.update(outcome=Outcome.INSUFFICIENT)
    )


def test_database_wants_two_people_behind_a_decision(house):
    made = house.advised()
    with house.world.here():
        Signature.objects.filter(member__person=house.far).delete()
    row = Decision(
        partnership=house.world.partnership,
        assessment=made,
        outcome=Outcome.REACHED,
        decided_by=house.executive,
        decided_at=AT,
    )
    assert "a decision rests on two assessors" in refused(house, row.save)


def test_database_keeps_a_decision(house):
    house.decided()
    assert "a decision never changes" in refused(
        house, lambda: Decision.objects.update(outcome=Outcome.INSUFFICIENT)
    )


def test_database_keeps_a_coach_out_of_the_panel(house):
    made = house.asked()
    row = PanelMember(partnership=house.world.partnership, assessment=made, person=house.coach)
    assert "a coach of the past year does not assess" in refused(house, row.save)


def test_database_lets_nobody_skip_a_state(house):
    made = house.judging()
    said = refused(house, lambda: Assessment.objects.filter(pk=made.pk).update(state=State.DECIDED))
    assert "an assessment skips no state" in said


def test_assessor_does_not_become_the_coach(house):
    made = house.judging()
    with house.world.here():
        give_role(
            by=house.world.operator,
            at=AT,
            person_id=house.near.pk,
            role=Role.COACH,
            place=Place.BOARD,
            place_id=house.world.board.pk,
            started_on=START,
        )
    given = {"trajectory_id": house.trajectory.pk, "coach_id": house.near.pk, "started_on": AT.date()}
    with pytest.raises(JudgedLatelyError):
        house.do(hand_over, house.educator, **given)
    assert house.member(made, house.near).left is False


def erase(house, person) -> None:
    given = {"person_id": person.pk, "partnership_id": house.world.partnership.pk}
    with house.world.here():
        erase_due(by=house.world.operator, at=AT, **given)


def test_what_was_judged_stays_when_an_assessor_is_erased_without_the_name(house):
    made = house.decided()
    name = str(house.near)
    erase(house, house.near)
    page = house.query(pages.starter_page, house.starter, made.pk, AT.date())
    assert (len(page.compared.judgements), len(page.advice.signatures), name in str(page)) == (2, 2, False)


def test_everything_goes_when_the_starter_is_erased(house):
    house.objected()
    erase(house, house.starter)
    tables = (Assessment, PanelMember, Judgement, Advice, Signature, Decision, Result, Submission)
    with house.world.here():
        assert [table.__name__ for table in tables if table.objects.exists()] == []


def lines(house, action: str) -> list[tuple[str, str]]:
    found = JournalLine.objects.filter(action=action, chain=str(house.world.partnership.pk))
    return [(line.actor_id, str(line.about)) for line in found]


def test_every_reading_of_the_file_is_written_down_for_the_starter(house):
    made = house.judging()
    house.do(actions.open_submission, house.near, assessment_id=made.pk)
    assert lines(house, "data.read") == [(str(house.near.pk), str(house.starter.pk))]


def test_who_has_not_declared_gets_no_file_and_no_line(house):
    made = house.asked()
    house.panel(made)
    house.submit(made)
    with pytest.raises(NotVisibleError):
        house.do(actions.open_submission, house.near, assessment_id=made.pk)
    assert lines(house, "data.read") == []


def test_reading_the_result_is_written_down(house):
    made = house.decided()
    house.do(actions.open_to_follow, house.hr, assessment_id=made.pk)
    assert lines(house, "data.read") == [(str(house.hr.pk), str(house.starter.pk))]


def test_journal_holds_no_contents(house):
    house.decided()
    with house.world.here():
        kept = [str(line.details) for line in JournalLine.objects.all()]
    words = ("Calm lessons", "Seen in the second", "reached", "Told how")
    assert [text for text in kept if any(word in text for word in words)] == []
