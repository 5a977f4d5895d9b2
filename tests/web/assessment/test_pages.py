"""Pages of joint assessment: each side sees its own, and no more."""

from datetime import timedelta

import pytest
from django.utils.dateformat import format as date_format

from startlijn.base.seams import today
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import (
    Advice,
    Assessment,
    Decision,
    InterviewQuestion,
    Judgement,
    Objection,
    PanelMember,
    PanelRelease,
    Signal,
    StarterStatement,
    SupportPlan,
)
from startlijn.domain.assessment.terms import Outcome, State
from tests.conftest import AT
from tests.domain.assessment.conftest import PROFILE, House, house  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

TYPED = {f"item-{item.key}": "2" for item in PROFILE.items}


def browser(house: House, person, language: str = "en"):  # noqa: F811
    return house.world.browser(person, language)


def got(house: House, model):  # noqa: F811
    with house.world.here():
        return model.objects.get()


def count(house: House, model) -> int:  # noqa: F811
    with house.world.here():
        return model.objects.count()


def test_starter_asks(house):  # noqa: F811
    given = {"aim": "basic", "employment_id": str(house.work.pk), "profile": PROFILE.id}
    answer = browser(house, house.starter).post("/assessments/ask/", given)
    assert (answer.status_code, answer.url) == (302, f"/assessments/{got(house, Assessment).pk}/")


def test_second_question_keeps_what_was_typed(house):  # noqa: F811
    house.asked()
    given = {"aim": "expert", "employment_id": str(house.work.pk), "profile": PROFILE.id}
    answer = browser(house, house.starter).post("/assessments/ask/", given)
    assert ("There is already an assessment" in answer.text, 'value="expert"' in answer.text) == (True, True)


def test_starter_hands_in(house):  # noqa: F811
    made = house.asked()
    given = {"evidence": [str(house.evidence.pk)], "statement": "My best lessons"}
    browser(house, house.starter).post(f"/assessments/{made.pk}/submit/", given)
    assert house.fresh(made).state == State.SUBMITTED


def test_nothing_chosen_hands_in_nothing(house):  # noqa: F811
    made = house.asked()
    answer = browser(house, house.starter).post(f"/assessments/{made.pk}/submit/", {"statement": "Words"})
    assert (house.fresh(made).state, "Words" in answer.text) == (State.PREPARED, True)


def test_coordinator_forms_a_panel_and_lets_somebody_leave(house):  # noqa: F811
    made = house.asked()
    desk = browser(house, house.coordinator)
    desk.post(f"/assessments/arrange/{made.pk}/member/", {"person_id": str(house.near.pk)})
    member = got(house, PanelMember)
    desk.post(f"/assessments/arrange/{made.pk}/member/{member.pk}/leave/")
    assert (member.person_id, got(house, PanelMember).left) == (house.near.pk, True)


def test_coach_is_not_in_the_list_of_assessors(house):  # noqa: F811
    made = house.asked()
    text = browser(house, house.coordinator).get(f"/assessments/arrange/{made.pk}/").text
    assert (str(house.near) in text, str(house.coach) in text) == (True, False)


@pytest.mark.parametrize("passed", [False, True], ids=["still possible", "passed"])
def test_day_to_object_is_not_shown_when_it_has_passed(house, passed):  # noqa: F811
    made = house.decided()
    day = today() + timedelta(days=-1 if passed else 1)
    with house.world.here():
        Assessment.objects.filter(pk=made.pk).update(due_on=day)
    text = browser(house, house.coordinator).get("/assessments/arrange/").text
    assert (f"until {date_format(day, 'j F Y')}" in text) is not passed


def test_coordinator_changes_the_dates(house):  # noqa: F811
    made = house.asked()
    given = {"due_on": "2027-01-15", "interview_at": "2027-01-20T14:30", "expected_version": 1}
    browser(house, house.coordinator).post(f"/assessments/arrange/{made.pk}/dates/", given)
    assert house.fresh(made).due_on.isoformat() == "2027-01-15"


def test_board_gets_settings_of_its_own(house):  # noqa: F811
    desk = browser(house, house.coordinator)
    given = {
        "decider": "manager",
        "judge": 5,
        "advise": 5,
        "decide": 5,
        "objection": 20,
        "support": 20,
        "region": "zuid",
        "expected_version": 0,
    }
    answer = desk.post(f"/assessments/arrange/terms/board/{house.world.board.pk}/", given)
    assert (answer.status_code, "judge 5, advise 5" in desk.get("/assessments/arrange/terms/").text) == (
        302,
        True,
    )


def test_partnership_has_settings(house):  # noqa: F811
    desk = browser(house, house.coordinator)
    assert "Holiday region" in desk.get("/assessments/arrange/terms/partnership/").text


def test_before_declaring_there_is_nothing_to_read(house):  # noqa: F811
    made = house.asked()
    house.panel(made)
    house.submit(made)
    near = browser(house, house.near)
    page = near.get(f"/assessments/judge/{made.pk}/")
    paths = ("file", "judgement", "questions", "advice")
    others = [near.get(f"/assessments/judge/{made.pk}/{path}/").status_code for path in paths]
    assert ("Before you read anything" in page.text, others) == (True, [404] * 4)


def test_assessor_declares_a_conflict_and_is_gone(house):  # noqa: F811
    made = house.asked()
    house.panel(made)
    near = browser(house, house.near)
    near.post(f"/assessments/judge/{made.pk}/declare/", {"conflict": "yes", "note": "My neighbour"})
    assert near.get(f"/assessments/judge/{made.pk}/").status_code == 404


def test_assessor_declares_none(house):  # noqa: F811
    made = house.asked()
    house.panel(made)
    answer = browser(house, house.near).post(
        f"/assessments/judge/{made.pk}/declare/", {"conflict": "no", "note": ""}
    )
    assert (answer.status_code, house.member(made, house.near).conflict) == (302, "none")


def test_panel_reads_the_snapshot(house):  # noqa: F811
    made = house.judging()
    text = browser(house, house.near).get(f"/assessments/judge/{made.pk}/file/").text
    assert ("My lesson series" in text, "Please look at my lessons" in text) == (True, True)


def test_judgement_is_kept_and_given(house):  # noqa: F811
    made = house.judging()
    near = browser(house, house.near)
    here = f"/assessments/judge/{made.pk}/judgement/"
    near.post(here, {"expected_version": 0, "then": "keep", f"item-{PROFILE.parts[0].items[0].key}": "3"})
    draft = got(house, Judgement)
    near.post(here, {"expected_version": 1, "then": "give", **TYPED})
    assert (draft.given_at, got(house, Judgement).given_at is not None) == (None, True)


def test_judgement_with_a_gap_is_not_given_and_keeps_what_was_typed(house):  # noqa: F811
    made = house.judging()
    first, *_rest = TYPED
    given = {"expected_version": 0, "then": "give", **TYPED, "note-" + first[5:]: "Warm welcome"}
    del given[first]
    answer = browser(house, house.near).post(f"/assessments/judge/{made.pk}/judgement/", given)
    assert (answer.status_code, "Warm welcome" in answer.text, count(house, Judgement)) == (200, True, 0)


FIRST = PROFILE.parts[0].items[0].key


def keep(near, made, version: int, level: str, **more: str):
    typed = {"expected_version": version, "then": "keep", f"item-{FIRST}": level} | more
    return near.post(f"/assessments/judge/{made.pk}/judgement/", typed)


def test_judgement_of_two_windows_shows_both_versions(house):  # noqa: F811
    made = house.judging()
    near = browser(house, house.near)
    area = f"area-{PROFILE.parts[0].key}"
    keep(near, made, 0, "3", **{f"note-{FIRST}": "Phone", area: "Morning"})
    answer = keep(near, made, 0, "2", **{f"note-{FIRST}": "Laptop", area: "Evening"})
    kept = got(house, Judgement)
    texts = ("Phone", "Laptop", "Morning", "Evening", "somewhere else too")
    assert (answer.status_code, [text in answer.text for text in texts]) == (409, [True] * 5)
    assert (kept.version, kept.answers["values"][FIRST]) == (1, 3)


def test_judgement_given_in_another_window_keeps_what_was_typed(house):  # noqa: F811
    made = house.judging()
    near = browser(house, house.near)
    here = f"/assessments/judge/{made.pk}/judgement/"
    near.post(here, {"expected_version": 0, "then": "give", **TYPED})
    answer = keep(near, made, 0, "3", **{f"note-{FIRST}": "Still typing"})
    assert (answer.status_code, "Still typing" in answer.text) == (409, True)


def test_other_judgement_stands_nowhere_before_all_are_in(house):  # noqa: F811
    made = house.judging()
    given = {
        "expected_version": 0,
        "then": "give",
        **TYPED,
        "note-" + PROFILE.parts[0].items[0].key: "ZWALUW",
    }
    browser(house, house.near).post(f"/assessments/judge/{made.pk}/judgement/", given)
    people = (house.far, house.starter, house.coordinator, house.executive, house.leader, house.hr)
    pages = ("judge", "arrange", "decide", "follow", "")
    seen = [
        browser(house, person).get(f"/assessments/{page}/{made.pk}/".replace("//", "/")).text
        for person in people
        for page in pages
    ]
    assert [text for text in seen if "ZWALUW" in text] == []


def test_questions_are_proposed_and_agreed(house):  # noqa: F811
    made = house.judging()
    given = {"area": PROFILE.parts[0].key, "text": "How did you begin?"}
    browser(house, house.near).post(f"/assessments/judge/{made.pk}/questions/", given)
    question = got(house, InterviewQuestion)
    browser(house, house.far).post(f"/assessments/judge/question/{question.pk}/agree/")
    assert got(house, InterviewQuestion).agreed_by == house.member(made, house.far)


def test_own_question_is_agreed_by_somebody_else(house):  # noqa: F811
    made = house.judging()
    given = {"area": PROFILE.parts[0].key, "text": "How did you begin?"}
    near = browser(house, house.near)
    near.post(f"/assessments/judge/{made.pk}/questions/", given)
    near.post(f"/assessments/judge/question/{got(house, InterviewQuestion).pk}/agree/")
    assert got(house, InterviewQuestion).agreed_by is None


def test_panel_sees_each_other_when_all_are_in(house):  # noqa: F811
    made = house.consensus()
    text = browser(house, house.near).get(f"/assessments/judge/{made.pk}/").text
    assert ("Beside each other" in text, str(house.far) in text, "Cohen" in text) == (True, True, True)


def _advice(house, made, **fields):  # noqa: F811
    given = {
        "strengths": "Calm lessons",
        "growth": "",
        "outcome": "reached",
        "reasons": "Seen everywhere",
        "expected_version": house.advice_of(made).version,
        **TYPED,
    }
    return given | fields


def test_advice_is_written_and_signed_by_both(house):  # noqa: F811
    made = house.consensus()
    near, far = browser(house, house.near), browser(house, house.far)
    near.post(f"/assessments/judge/{made.pk}/advice/", _advice(house, made))
    signed = {"agrees": "yes", "remark": "", "expected_version": house.advice_of(made).version}
    near.post(f"/assessments/judge/{made.pk}/sign/", signed)
    far.post(f"/assessments/judge/{made.pk}/sign/", signed)
    assert (got(house, Advice).outcome, house.fresh(made).state) == (Outcome.REACHED, State.ADVISED)


def test_two_who_write_at_once_get_both_texts(house):  # noqa: F811
    made = house.consensus()
    mine = _advice(house, made, strengths="Mine", **{"item-" + PROFILE.parts[0].items[0].key: "3"})
    browser(house, house.near).post(f"/assessments/judge/{made.pk}/advice/", _advice(house, made))
    answer = browser(house, house.far).post(f"/assessments/judge/{made.pk}/advice/", mine)
    assert (answer.status_code, "Mine" in answer.text, "Calm lessons" in answer.text) == (409, True, True)


def test_another_view_needs_words(house):  # noqa: F811
    made = house.consensus()
    house.write(made)
    given = {"agrees": "no", "remark": "", "expected_version": house.advice_of(made).version}
    answer = browser(house, house.far).post(f"/assessments/judge/{made.pk}/sign/", given)
    assert "Give your reasons" in answer.text


def test_board_decides(house):  # noqa: F811
    made = house.advised()
    board = browser(house, house.executive)
    page = board.get(f"/assessments/decide/{made.pk}/").text
    board.post(f"/assessments/decide/{made.pk}/decision/", {"outcome": "reached", "reasons": ""})
    assert ("Calm lessons" in page, got(house, Decision).outcome) == (True, Outcome.REACHED)


def test_insufficient_out_of_the_blue_asks_for_reasons(house):  # noqa: F811
    made = house.advised(Outcome.INSUFFICIENT)
    given = {"outcome": "insufficient", "reasons": "As advised", "override": ""}
    answer = browser(house, house.executive).post(f"/assessments/decide/{made.pk}/decision/", given)
    assert ("no earlier signal" in answer.text, count(house, Decision)) == (True, 0)


def test_leader_does_not_decide_where_the_board_does(house):  # noqa: F811
    made = house.advised()
    given = {"outcome": "reached", "reasons": ""}
    answer = browser(house, house.leader).post(f"/assessments/decide/{made.pk}/decision/", given)
    assert (answer.status_code, count(house, Decision)) == (404, 0)


def test_starter_sees_everything_after_the_decision(house):  # noqa: F811
    made = house.decided()
    text = browser(house, house.starter).get(f"/assessments/{made.pk}/").text
    shown = ("Calm lessons", "Seen in the second lesson", "Told how the lesson began", str(house.executive))
    assert [each in text for each in shown] == [True] * 4


def test_starter_adds_own_words_and_objects(house):  # noqa: F811
    made = house.decided(Outcome.NOT_YET)
    own = browser(house, house.starter)
    own.post(f"/assessments/{made.pk}/statement/", {"text": "I worked hard", "expected_version": 0})
    own.post(f"/assessments/{made.pk}/object/", {"reasons": "You did not see my group work"})
    assert (got(house, StarterStatement).text, house.fresh(made).state) == ("I worked hard", State.OBJECTED)


def test_somebody_else_answers_an_objection(house):  # noqa: F811
    made = house.objected()
    given = {"outcome": "reached", "answer": "We looked again"}
    who_decided = browser(house, house.executive).post(f"/assessments/decide/{made.pk}/objection/", given)
    browser(house, house.leader).post(f"/assessments/decide/{made.pk}/objection/", given)
    assert (who_decided.status_code, got(house, Objection).outcome) == (404, Outcome.REACHED)


def test_starter_withdraws(house):  # noqa: F811
    made = house.asked()
    own = browser(house, house.starter)
    asked = own.get(f"/assessments/{made.pk}/withdraw/").text
    own.post(f"/assessments/{made.pk}/withdraw/")
    assert ("Withdraw this assessment?" in asked, house.fresh(made).state) == (True, State.WITHDRAWN)


def test_hr_sees_the_state_and_the_result_only(house):  # noqa: F811
    made = house.decided()
    text = browser(house, house.hr).get(f"/assessments/follow/{made.pk}/").text
    assert ("The stage is reached" in text, "Calm lessons" in text) == (True, False)


def test_coordinator_sees_no_content_and_no_result(house):  # noqa: F811
    made = house.decided()
    text = browser(house, house.coordinator).get(f"/assessments/arrange/{made.pk}/").text
    assert ("Calm lessons" in text, "The stage is reached" in text) == (False, False)


def test_leader_gives_a_signal_with_a_plan_and_the_starter_agrees(house):  # noqa: F811
    leader = browser(house, house.leader)
    told = {"employment_id": str(house.work.pk), "strengths": "Warm", "grow": "Order in the lesson"}
    leader.post("/assessments/signals/new/", told)
    signal = got(house, Signal)
    plan = {
        "goals": "Clear start",
        "support": "Weekly visit",
        "started_on": "2026-12-01",
        "ends_on": "2027-03-01",
        "expected_version": 0,
    }
    leader.post(f"/assessments/signals/{signal.pk}/plan/", plan | {"started_on": signal.given_on.isoformat()})
    own = browser(house, house.starter)
    page = own.get("/assessments/").text
    own.post(f"/assessments/plan/{got(house, SupportPlan).pk}/agree/")
    assert ("Order in the lesson" in page, got(house, SupportPlan).agreed_at is not None) == (True, True)


@pytest.mark.parametrize("who", ["stranger", "coach", "coordinator", "hr", "educator", "near", "far"])
def test_who_has_no_right_gets_nothing_of_the_starters_page(house, who):  # noqa: F811
    made = house.decided()
    assert browser(house, getattr(house, who)).get(f"/assessments/{made.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "page"),
    [
        *[("starter", ""), ("near", "judge/"), ("coordinator", "arrange/"), ("executive", "decide/")],
        *[("hr", "follow/"), ("leader", "signals/"), ("coordinator", "arrange/terms/")],
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_lists_open_with_and_without_rows(house, who, page, language):  # noqa: F811
    person = getattr(house, who)
    before = browser(house, person, language).get(f"/assessments/{page}").status_code
    house.decided()
    after = browser(house, person, language).get(f"/assessments/{page}")
    assert (before, after.status_code) == (200, 200)


def test_first_page_says_what_waits(house):  # noqa: F811
    made = house.asked()
    own = browser(house, house.starter).get("/").text
    desk = browser(house, house.coordinator).get("/").text
    assert (f"/assessments/{made.pk}/" in own, f"/assessments/arrange/{made.pk}/" in desk) == (True, True)


def test_starter_shares_with_the_panel_and_takes_it_back(house):  # noqa: F811
    made = house.judging()
    mine, near = browser(house, house.starter), browser(house, house.near)
    typed = {
        "evidence": [str(house.evidence.pk)],
        "receiver": str(made.pk),
        "purpose": "assessment",
        "last_day": (today() + timedelta(days=5)).isoformat(),
    }
    answer = mine.post("/dossier/share/", typed)
    with house.world.here():
        row = PanelRelease.objects.get(finished_on__isnull=False)
    here = f"/assessments/judge/{made.pk}/given/{row.pk}/"
    listed = here in near.get(f"/assessments/judge/{made.pk}/").text
    read = near.get(here).status_code
    mine.post(f"/assessments/given/{row.pk}/back/")
    assert (answer.status_code, listed, read, near.get(here).status_code) == (302, True, 200, 404)


def test_everything_taken_back_is_taken_from_the_panel(house):  # noqa: F811
    made = house.judging()
    mine = browser(house, house.starter)
    given = {"assessment_id": made.pk, "evidence_ids": [house.evidence.pk]}
    house.do(actions.release_to_panel, house.starter, last_day=AT.date() + timedelta(days=60), **given)
    mine.post("/dossier/shares/back/")
    with house.world.here():
        assert PanelRelease.objects.get(finished_on__isnull=False).revoked_at is not None


def test_panel_is_no_receiver_before_handing_in(house):  # noqa: F811
    made = house.asked()
    assert str(made.pk) not in browser(house, house.starter).get("/dossier/share/").text
