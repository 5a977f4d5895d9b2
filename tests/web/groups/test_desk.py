"""The desk's pages: what each person sees of a round, and what a click does."""

import re

import pytest

from startlijn.domain.groups.models import Proposal, Round, RoundRule, SignUp


def _text(answer):
    return answer.content.decode()


def test_new_round_needs_a_name(worker, world):
    answer = worker.post("/groups/new/", {"name": "", "kind": "audit"})
    with world.here():
        assert (answer.status_code, Round.objects.count()) == (200, 1)


def test_new_round_comes_with_the_usual_rules_of_its_kind(worker, world):
    worker.post(
        "/groups/new/",
        {
            "name": "Spring",
            "kind": "audit",
            "school_year": "2026",
            "season": "spring",
            "sub_region_id": world.sub_region.pk,
        },
    )
    with world.here():
        rules = RoundRule.objects.filter(round__name="Spring").values_list("kind", flat=True)
        assert sorted(rules) == ["not_last_time", "other_boards"]


def test_same_name_in_the_same_year_is_explained(worker, desk):
    given = {"name": "Audit groups", "kind": "audit", "school_year": "2026", "season": "spring"}
    answer = worker.post("/groups/new/", {**given, "sub_region_id": desk.world.sub_region.pk})
    assert "There is already a round “Audit groups” in this school year." in _text(answer)


def test_sign_up_typed_in_needs_a_contact_and_keeps_what_was_typed(worker, desk):
    school = desk.school("De Vlinder")
    answer = worker.post(
        f"/groups/{desk.round.pk}/sign-up/",
        {"school_id": school.pk, "preference": "audit", "learning_question": "How do others do it?"},
    )
    text = _text(answer)
    assert ("Give the name and e-mail address" in text, "How do others do it?" in text) == (True, True)


def test_advice_says_what_is_missing(worker, desk):
    school = desk.school("De Vlinder")
    answers = {"has_multi_year_programme": "yes", "is_in_policy": "no", "lives_in_school": "yes"}
    contact = {"contact_name": "Sanne", "contact_email": "sanne@example.org"}
    worker.post(
        f"/groups/{desk.round.pk}/sign-up/",
        {"school_id": school.pk, "preference": "either", **answers, **contact},
    )
    with desk.world.here():
        row = SignUp.objects.get(school=school)
    assert "the programme is not laid down in policy yet" in _text(worker.get(f"/groups/sign-up/{row.pk}/"))


def test_proposal_of_four_schools_shows_two_groups_and_the_proof(worker, desk):
    desk.four()
    proposal = desk.propose()
    text = _text(worker.get(f"/groups/proposal/{proposal.pk}/"))
    assert (text.count('id="group-title-'), "Proven best" in text) == (2, True)


def test_move_shows_the_price_before_anything_changes(worker, desk):
    first, *_rest = desk.four()
    proposal = desk.propose()
    answer = worker.get(f"/groups/proposal/{proposal.pk}/move/{first.pk}/")
    with desk.world.here():
        assert ("minutes more, together" in _text(answer), Proposal.objects.count()) == (True, 1)


def test_moved_school_stands_pinned_in_a_new_proposal(worker, desk):
    first, *_rest = desk.four()
    proposal = desk.propose()
    with desk.world.here():
        own = proposal.places.get(sign_up__school=first).group
    answer = worker.post(f"/groups/proposal/{proposal.pk}/move/{first.pk}/", {"group": 3 - own}, follow=True)
    assert (
        answer.redirect_chain[-1][0] != f"/groups/proposal/{proposal.pk}/",
        "pinned" in _text(answer),
    ) == (
        True,
        True,
    )


def test_nonsense_group_number_is_a_404_and_changes_nothing(worker, desk):
    first, *_rest = desk.four()
    proposal = desk.propose()
    for group in ("", "0", "-1", "99999999", "x"):
        assert (
            worker.post(f"/groups/proposal/{proposal.pk}/move/{first.pk}/", {"group": group}).status_code
            == 404
        )
    with desk.world.here():
        assert Proposal.objects.count() == 1


def test_why_not_together_tells_the_price(worker, desk):
    first, second, *_rest = desk.four()
    proposal = desk.propose()
    answer = worker.get(f"/groups/proposal/{proposal.pk}/why/{first.pk}/", {"other": second.pk})
    assert "minutes of travel, all together" in _text(answer)


def test_progress_answers_htmx_with_a_step_only(worker, desk):
    desk.four()
    worker.post(f"/groups/{desk.round.pk}/propose/")
    with desk.world.here():
        proposal = Proposal.objects.get()
    step = worker.get(f"/groups/proposal/{proposal.pk}/", headers={"hx-request": "true"})
    assert ("<html" in _text(step), "Waiting for its turn" in _text(step)) == (False, True)


def test_double_click_makes_one_proposal(worker, desk):
    desk.four()
    token = "a-token-of-this-form"
    for _ in range(2):
        worker.post(f"/groups/{desk.round.pk}/propose/", {"form_token": token})
    with desk.world.here():
        assert Proposal.objects.count() == 1


def test_school_educator_sees_the_own_sign_up_only(desk):
    own, *_rest = desk.four()
    person = desk.world.person("school_educator", "school", own.pk)
    text = _text(desk.world.browser(person).get(f"/groups/{desk.round.pk}/"))
    assert ("Noord 1" in text, "Zuid 1" in text) == (True, False)


def test_proposal_can_be_asked_for_once_the_round_is_open(worker, desk):
    desk.four()
    address = f"/groups/{desk.round.pk}/"
    while_open = _text(worker.get(address))
    with desk.world.here():
        Round.objects.filter(pk=desk.round.pk).update(stage="preparing")
    before = _text(worker.get(address))
    assert ("Make a proposal" in while_open, "Make a proposal" in before) == (True, False)
    assert "Open the round for schools first." in before


def test_board_reads_that_schools_sign_up_themselves(desk):
    north, *_rest = desk.four()
    person = desk.world.person("board_executive", "board", north.board_id)
    text = _text(desk.world.browser(person).get(f"/groups/{desk.round.pk}/"))
    assert ("Schools sign up themselves." in text, "Sign up</" in text) == (True, False)


def test_each_map_on_the_page_of_a_board_has_its_own_names(worker, desk):
    north, *_rest = desk.four()
    worker.post(f"/groups/proposal/{desk.propose().pk}/publish/", {})
    person = desk.world.person("board_executive", "board", north.board_id)
    text = _text(desk.world.browser(person).get("/groups/own/"))
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert (f"board-{desk.round.pk}-1" in ids, len(ids) - len(set(ids))) == (True, 0)


@pytest.mark.parametrize("part", ["", "edit/", "rules/add/", "undo/", "published/", "groups.csv"])
def test_pages_of_a_round_do_not_exist_for_strangers(desk, another_world, part):
    stranger = another_world.browser(another_world.person("project_worker"))
    assert stranger.get(f"/groups/{desk.round.pk}/{part}").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_groups_can_be_taken_along(worker, desk, kind):
    desk.four()
    proposal = desk.propose()
    worker.post(f"/groups/proposal/{proposal.pk}/publish/", {})
    answer = worker.get(f"/groups/{desk.round.pk}/groups.{kind}")
    starts = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-"}[kind]
    assert (answer.status_code, answer.content.startswith(starts)) == (200, True)


def _queries(browser, address, capture):
    browser.get(address)
    with capture as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_number_of_queries_does_not_depend_on_the_number_of_rows(worker, desk, django_assert_max_num_queries):
    addresses = ["/groups/", f"/groups/{desk.round.pk}/", "/groups/own/", "/"]
    desk.sign_up(desk.school("Een"))
    counts = [_queries(worker, a, django_assert_max_num_queries(14)) for a in addresses]
    for name in ("Twee", "Drie", "Vier"):
        desk.sign_up(desk.school(name))
    assert [_queries(worker, a, django_assert_max_num_queries(14)) for a in addresses] == counts
