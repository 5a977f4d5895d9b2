"""Pages on which an assessment is proposed, accepted, and somebody is named who decides."""

import pytest

from startlijn.domain.assessment.models import Assessment, AssessmentRequest, PanelMember
from startlijn.domain.assessment.terms import RequestState, State
from tests.domain.assessment.conftest import PROFILE, House, house  # noqa: F401 - a fixture
from tests.domain.assessment.test_requesting import alone, asked_alone

pytestmark = pytest.mark.django_db


def got(house: House, model):  # noqa: F811
    with house.world.here():
        return model.objects.get()


def test_educator_proposes_and_the_starter_accepts(house):  # noqa: F811
    typed = {
        "employment_id": str(house.work.pk),
        "aim": "basic",
        "profile": PROFILE.id,
        "reason": "Such calm lessons",
    }
    answer = house.world.browser(house.educator, "en").post("/assessments/propose/new/", typed)
    mine = house.world.browser(house.starter, "en")
    told = "/assessments/proposals/" in mine.get("/assessments/").text
    read = "Such calm lessons" in mine.get("/assessments/proposals/").text
    row = got(house, AssessmentRequest)
    mine.post(f"/assessments/proposals/{row.pk}/answer/", {"then": "accept"})
    assert (answer.url, told, read, got(house, Assessment).state) == (
        "/assessments/propose/",
        True,
        True,
        State.PREPARED,
    )


def test_starter_says_not_now(house):  # noqa: F811
    typed = {"employment_id": str(house.work.pk), "aim": "basic", "profile": PROFILE.id}
    house.world.browser(house.educator).post("/assessments/propose/new/", typed)
    row = got(house, AssessmentRequest)
    house.world.browser(house.starter).post(f"/assessments/proposals/{row.pk}/answer/", {"then": "decline"})
    assert got(house, AssessmentRequest).state == RequestState.DECLINED


def test_proposal_without_a_stage_keeps_what_was_typed(house):  # noqa: F811
    typed = {"employment_id": str(house.work.pk), "profile": PROFILE.id, "reason": "Such calm lessons"}
    answer = house.world.browser(house.educator, "en").post("/assessments/propose/new/", typed)
    assert (answer.status_code, "Such calm lessons" in answer.text) == (200, True)


def test_search_finds_by_name(house):  # noqa: F811
    desk = house.world.browser(house.coordinator, "en")
    found = [desk.get("/assessments/propose/new/", {"q": text}).text for text in ("Sil", "nobody at all")]
    assert [str(house.starter) in page for page in found] == [True, False]


def test_starter_without_a_board_asks_and_the_coordinator_names(house):  # noqa: F811
    alone(house)
    mine, desk = house.world.browser(house.starter, "en"), house.world.browser(house.coordinator, "en")
    typed = {"aim": "basic", "employment_id": str(house.work.pk), "profile": PROFILE.id}
    answer = mine.post("/assessments/ask/", typed)
    row = got(house, AssessmentRequest)
    here = f"/assessments/arrange/proposals/{row.pk}/name/"
    listed = here in desk.get("/assessments/arrange/proposals/").text
    desk.post(here, {"place": f"{house.other_board.pk} {house.other_school.pk}"})
    made = got(house, Assessment)
    page = mine.get(f"/assessments/{made.pk}/").text
    assert (answer.url, listed, made.school_id, "without a board" in page) == (
        "/assessments/proposals/",
        True,
        house.other_school.pk,
        True,
    )


def test_question_that_has_a_name_is_not_named_again(house):  # noqa: F811
    alone(house)
    row = asked_alone(house)
    with house.world.here():
        AssessmentRequest.objects.update(state=RequestState.DECLINED)
    desk = house.world.browser(house.coordinator)
    assert desk.get(f"/assessments/arrange/proposals/{row.pk}/name/").status_code == 404


def test_assessor_who_judged_leaves_with_a_reason(house):  # noqa: F811
    made = house.judging()
    house.give(made, house.near)
    member = house.member(made, house.near)
    desk = house.world.browser(house.coordinator, "en")
    here = f"/assessments/arrange/{made.pk}/member/{member.pk}/leave/"
    told = "stays as it is, and sealed" in desk.get(here).text
    without = desk.post(here, {"reason": ""}).status_code
    after = desk.post(here, {"reason": "Ill"}).status_code
    with house.world.here():
        left = PanelMember.objects.get(pk=member.pk).left_because
    assert (told, without, after, left) == (True, 200, 302, "Ill")
