"""From asking to closing: each step, who may take it, and what it opens."""

from datetime import date, timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import Advice, Assessment, Judgement, PanelMember, Result, Signature
from startlijn.domain.assessment.queries import pages
from startlijn.domain.assessment.queries.attested import attested
from startlijn.domain.assessment.queries.people import assessors_for
from startlijn.domain.assessment.terms import (
    Aim,
    AlreadyGivenError,
    AlreadyRunningError,
    Conflict,
    Deadlines,
    Decider,
    NoEmployerError,
    NoProfileError,
    NoSignalError,
    NothingToSignError,
    NotTheDeciderError,
    Outcome,
    OwnQuestionError,
    ReasonMissingError,
    SamePersonError,
    State,
    TooLateError,
    UnfitMemberError,
    WrongStateError,
)
from startlijn.domain.dossier.models import Evidence
from startlijn.domain.guidance.models import CoachPairing, Employment
from startlijn.domain.instruments.terms import InvalidAnswersError, UnansweredError
from tests.conftest import AT
from tests.domain.assessment.conftest import PROFILE, answered, later

DAY = date(2026, 11, 2)


def test_whole_way(house):
    made = house.decided()
    assert (made.state, made.due_on) == (State.DECIDED, date(2026, 12, 14))


def test_asking_remembers_board_and_school(house):
    made = house.asked()
    found = (made.board_id, made.school_id, made.aim, made.state)
    assert found == (house.world.board.pk, house.world.school.pk, Aim.BASIC, State.PREPARED)


def test_one_assessment_at_a_time(house):
    house.asked()
    with pytest.raises(AlreadyRunningError):
        house.asked(Aim.EXPERT)


def test_after_withdrawing_one_may_ask_again(house):
    first = house.asked()
    house.do(actions.withdraw, house.starter, assessment_id=first.pk)
    assert house.asked().pk != first.pk


def test_without_a_board_nobody_could_decide(house):
    with house.world.here():
        Employment.objects.update(board=None, school=None)
    with pytest.raises(NoEmployerError):
        house.asked()


def test_profile_must_exist(house):
    with pytest.raises(NoProfileError):
        house.do(
            actions.ask,
            house.starter,
            aim=Aim.BASIC,
            profile="growth-model.2026-1",
            employment_id=house.work.pk,
        )


@pytest.mark.parametrize("who", ["coach", "leader", "executive", "hr", "starter"])
def test_who_is_close_to_the_starter_never_assesses(house, who):
    made = house.asked()
    with pytest.raises(UnfitMemberError):
        house.panel(made, getattr(house, who))


@pytest.mark.parametrize(("months", "fits"), [(11, False), (13, True)])
def test_coach_of_the_past_year_does_not_assess(house, months, fits):
    made = house.asked()
    ended = DAY - timedelta(days=30 * months + 5)
    with house.world.here():
        CoachPairing.objects.filter(pk=house.pairing.pk).update(finished_on=ended)
        CoachPairing.objects.filter(pk=house.pairing.pk).update(coach=house.far)
        found = {each.person_id for each in assessors_for(made, DAY)}
    assert (house.far.pk in found) == fits


def test_somebody_without_the_role_does_not_assess(house):
    made = house.asked()
    with pytest.raises(UnfitMemberError) as caught:
        house.panel(made, house.educator)
    assert "no assessor" in str(caught.value.figures["why"])


def test_conflict_frees_the_place_for_good(house):
    made = house.asked()
    house.panel(made)
    house.declare(made, house.near, conflict=True)
    with pytest.raises(UnfitMemberError):
        house.panel(made, house.near)
    assert house.member(made, house.near).conflict == Conflict.CONFLICT


def test_judging_waits_for_panel_and_file(house):
    made = house.asked()
    house.panel(made)
    house.declare(made, house.near)
    house.submit(made)
    before = house.fresh(made).state
    house.declare(made, house.far)
    assert (before, house.fresh(made).state) == (State.SUBMITTED, State.JUDGING)


def test_two_of_one_board_do_not_begin(house):
    made = house.judging(house.far, house.stranger)
    assert made.state == State.SUBMITTED


def test_first_judgement_closes_nothing(house):
    made = house.judging()
    house.give(made, house.near)
    with house.world.here():
        opened = Judgement.objects.filter(about__isnull=False).count(), Advice.objects.count()
    assert (house.fresh(made).state, opened) == (State.JUDGING, (0, 0))


def test_last_judgement_opens_all(house):
    made = house.consensus()
    page = house.query(pages.assessor_page, house.near, made.pk, DAY)
    assert (made.state, page.compared.names) == (State.CONSENSUS, (str(house.near), str(house.far)))


def test_judgement_that_was_given_stays(house):
    made = house.judging()
    house.give(made, house.near)
    with pytest.raises(AlreadyGivenError):
        house.save(made, house.near, answered(1), version=1)


def test_draft_that_changed_meanwhile_is_not_overwritten(house):
    made = house.judging()
    house.save(made, house.near, answered(1))
    with pytest.raises(VersionConflictError):
        house.save(made, house.near, answered(3))


def test_every_indicator_gets_an_answer(house):
    made = house.judging()
    short = answered()
    values = dict(list(short.values.items())[1:])
    with pytest.raises(UnansweredError):
        house.give(made, house.near, type(short)(values, {}))


def test_level_that_does_not_exist_is_refused(house):
    made = house.judging()
    with pytest.raises(InvalidAnswersError):
        house.give(made, house.near, answered(9))


def test_nobody_judges_before_handing_in(house):
    made = house.asked()
    house.panel(made)
    house.declare(made)
    with pytest.raises(WrongStateError):
        house.give(made, house.near)


def test_who_leaves_takes_the_draft_along_and_the_panel_waits(house):
    made = house.judging(house.near, house.far, house.third)
    house.save(made, house.third, answered(1))
    house.give(made, house.near)
    house.give(made, house.far)
    member = house.member(made, house.third)
    house.do(actions.remove_member, house.coordinator, assessment_id=made.pk, member_id=member.pk)
    with house.world.here():
        drafts = Judgement.objects.filter(member=member).count()
    assert (drafts, house.fresh(made).state) == (0, State.CONSENSUS)


def test_question_is_agreed_by_another(house):
    made = house.judging()
    area = PROFILE.parts[0].key
    asked = house.do(
        actions.propose_question, house.near, assessment_id=made.pk, area=area, text="How did it begin?"
    )
    with pytest.raises(OwnQuestionError):
        house.do(actions.agree_question, house.near, question_id=asked.pk)
    agreed = house.do(actions.agree_question, house.far, question_id=asked.pk)
    assert agreed.agreed_by == house.member(made, house.far)


def test_change_takes_signatures_away(house):
    made = house.consensus()
    house.write(made)
    house.sign(made, house.near)
    house.write(made, growth="More questions", person=house.far)
    with house.world.here():
        assert (Signature.objects.count(), house.fresh(made).state) == (0, State.CONSENSUS)


def test_signing_an_earlier_text_is_refused(house):
    made = house.consensus()
    house.write(made)
    earlier = house.advice_of(made).version
    house.write(made, growth="More questions", person=house.far)
    with pytest.raises(VersionConflictError):
        house.do(actions.sign, house.near, assessment_id=made.pk, expected_version=earlier, agrees=True)


def test_empty_advice_is_not_signed(house):
    made = house.consensus()
    with pytest.raises(NothingToSignError):
        house.sign(made, house.near)


def test_one_signature_is_no_advice(house):
    made = house.consensus()
    house.write(made)
    house.sign(made, house.near)
    advice = house.advice_of(made)
    assert (house.fresh(made).state, advice.issued_at, advice.about_id) == (State.CONSENSUS, None, None)


def test_advice_needs_two_boards_that_agree(house):
    made = house.consensus()
    house.write(made)
    house.sign(made, house.near)
    house.sign(made, house.far, agrees=False, remark="Not in area two")
    assert house.fresh(made).state == State.CONSENSUS


def test_third_assessor_may_see_it_differently(house):
    panel = (house.near, house.far, house.third)
    made = house.consensus(*panel)
    house.write(made)
    for person in panel[:2]:
        house.sign(made, person)
    house.sign(made, house.third, agrees=False, remark="Not in area two")
    assert house.fresh(made).state == State.ADVISED


def test_another_view_has_reasons(house):
    made = house.consensus()
    house.write(made)
    with pytest.raises(ReasonMissingError):
        house.sign(made, house.near, agrees=False)


def test_nobody_decides_before_the_advice(house):
    made = house.consensus()
    with pytest.raises(WrongStateError):
        house.decide(made)


def test_manager_decides_by_setting_of_the_board(house):
    house.do(
        actions.keep_terms,
        house.coordinator,
        board_id=house.world.board.pk,
        deadlines=Deadlines(decider=Decider.MANAGER),
        expected_version=0,
    )
    made = house.advised()
    with pytest.raises(NotTheDeciderError):
        house.decide(made, person=house.executive)
    house.decide(made, person=house.leader)
    assert house.fresh(made).state == State.DECIDED


def test_other_outcome_than_advised_needs_reasons(house):
    made = house.advised(Outcome.NOT_YET)
    with pytest.raises(ReasonMissingError):
        house.decide(made, Outcome.REACHED)


def test_insufficient_needs_an_earlier_signal(house):
    made = house.advised(Outcome.INSUFFICIENT)
    with pytest.raises(NoSignalError):
        house.decide(made, Outcome.INSUFFICIENT, reasons="As advised")


def test_insufficient_after_signal_and_support_needs_no_override(house):
    early = later(-120)
    told = house.do(
        actions.give_signal,
        house.leader,
        early,
        employment_id=house.work.pk,
        strengths="Warm",
        grow="Order",
    )
    house.do(
        actions.plan_support,
        house.leader,
        early,
        signal_id=told.pk,
        expected_version=0,
        goals="A clear start",
        support="A visit each week",
        started_on=early.date(),
        ends_on=date(2027, 1, 31),
    )
    made = house.advised(Outcome.INSUFFICIENT)
    house.decide(made, Outcome.INSUFFICIENT, reasons="As advised")
    assert house.fresh(made).state == State.DECIDED


def test_decision_leads_to_nothing_by_itself(house):
    made = house.advised()
    with house.world.here():
        before = list(Employment.objects.values())
    house.decide(made)
    with house.world.here():
        assert list(Employment.objects.values()) == before


def test_objection_is_answered_by_somebody_else(house):
    made = house.objected()
    given = {"assessment_id": made.pk, "outcome": Outcome.REACHED, "answer": "We looked again"}
    with pytest.raises(SamePersonError):
        house.do(actions.answer_objection, house.executive, **given)
    house.do(actions.answer_objection, house.leader, **given)
    with house.world.here():
        assert (house.fresh(made).state, Result.objects.get().outcome) == (State.CLOSED, Outcome.REACHED)


def test_objection_after_the_last_day_is_too_late(house):
    made = house.decided(Outcome.NOT_YET)
    with pytest.raises(TooLateError):
        house.do(
            actions.object_to, house.starter, later(43), assessment_id=made.pk, reasons="I see it differently"
        )


def test_own_words_come_after_the_decision(house):
    made = house.advised()
    with pytest.raises(WrongStateError):
        house.do(actions.add_statement, house.starter, assessment_id=made.pk, text="Words")


def test_panel_reads_nothing_after_closing(house):
    made = house.objected()
    given = {"assessment_id": made.pk, "outcome": Outcome.REACHED, "answer": "We looked again"}
    house.do(actions.answer_objection, house.leader, **given)
    with pytest.raises(NotVisibleError):
        house.query(pages.assessor_page, house.near, made.pk, DAY)


def test_later_changes_of_the_dossier_change_nothing_of_what_was_handed_in(house):
    made = house.judging()
    with house.world.here():
        Evidence.objects.filter(pk=house.evidence.pk).update(title="Something else", text="Other")
    found = house.do(actions.open_submission, house.near, assessment_id=made.pk)
    assert [item["title"] for item in found.content["items"]] == ["My lesson series"]


def test_reached_stage_can_be_attested(house):
    made = house.decided()
    found = house.query(attested, house.starter, made.pk)
    assert (found.aim, found.organisations, len(found.submission_sha256)) == (
        Aim.BASIC,
        ("Bestuur De Bron", "Bestuur De Lijn"),
        64,
    )


def test_not_yet_cannot_be_attested(house):
    made = house.decided(Outcome.NOT_YET)
    with pytest.raises(NotVisibleError):
        house.query(attested, house.starter, made.pk)


def test_settings_of_a_board_go_before_those_of_the_partnership(house):
    house.do(
        actions.keep_terms,
        house.coordinator,
        board_id=None,
        deadlines=Deadlines(judge=3),
        expected_version=0,
    )
    first = house.judging()
    house.do(actions.withdraw, house.starter, assessment_id=first.pk)
    house.do(
        actions.keep_terms,
        house.coordinator,
        board_id=house.world.board.pk,
        deadlines=Deadlines(judge=5),
        expected_version=0,
    )
    second = house.judging()
    assert (first.due_on, second.due_on) == (date(2026, 11, 5), date(2026, 11, 9))


def test_holiday_region_of_the_school_counts(house):
    with house.world.here():
        type(house.world.school).objects.filter(pk=house.world.school.pk).update(holiday_region="noord")
        Assessment.objects.all().delete()
    october = AT - timedelta(days=24)
    made = house.asked()
    house.panel(made)
    house.declare(made)
    assert house.submit(made, october).due_on == date(2026, 11, 6)


def test_stranger_of_the_same_role_sees_nothing(house):
    made = house.judging()
    with pytest.raises(NotVisibleError):
        house.query(pages.assessor_page, house.stranger, made.pk, DAY)


def test_panel_member_is_kept_once(house):
    made = house.asked()
    house.panel(made, house.near)
    with pytest.raises(UnfitMemberError):
        house.panel(made, house.near)
    with house.world.here():
        assert PanelMember.objects.count() == 1
