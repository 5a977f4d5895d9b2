"""Answers: which belong to an instrument, and what they score."""

from decimal import Decimal

import pytest

from startlijn.content.instruments import NOT_APPLICABLE, NOT_SEEN, instrument, read_instrument
from startlijn.domain.instruments.rules import answers_from, checked, must_suit, scores
from startlijn.domain.instruments.terms import (
    NOTE_LENGTH,
    Answers,
    FormOnlyError,
    InvalidAnswersError,
    NoteTooLongError,
    NotForThisPurposeError,
    TrainedOnlyError,
    UnansweredError,
    UnknownItemError,
)
from tests.content.instruments.samples import GOOD, changed

TALK = read_instrument("mine.yaml", GOOD.encode())
SUM = read_instrument("mine.yaml", changed("method: mean, least: 0.5", "method: sum"))
FLOW = instrument("flow.2026-1")
ICALT = instrument("icalt-format.2026-1")
PROFILE = instrument("competence-profile.2026-1")


def score(values: dict, of=TALK):
    return scores(of, checked(of, Answers(values))).parts[0]


def test_answers_come_back_in_the_order_of_the_instrument():
    given = Answers({"ask": 1, "listen": NOT_SEEN}, {"ask": "  so so \n", "listen": "   "})
    found = checked(TALK, given)
    assert list(found.values.items()) == [("listen", NOT_SEEN), ("ask", 1)]
    assert found.notes == {"ask": "so so"}


def test_answers_may_stay_open():
    assert checked(TALK, Answers()) == Answers({}, {})


def test_all_answers_are_asked_where_that_is_needed():
    with pytest.raises(UnansweredError) as refused:
        checked(TALK, Answers({"listen": 1}), complete=True)
    assert refused.value.figures == {"item": "We ask on."}


@pytest.mark.parametrize("value", [0, 4, "1", True, 1.0, None, "", "seen", [1]])
def test_answer_that_is_not_on_the_scale_is_refused_with_its_item(value):
    with pytest.raises(InvalidAnswersError) as refused:
        checked(TALK, Answers({"listen": value}))
    assert (refused.value.code, refused.value.figures) == ("invalid_answers", {"item": "We listen."})


def test_not_seen_is_refused_where_the_instrument_does_not_know_it():
    with pytest.raises(InvalidAnswersError):
        checked(FLOW, Answers({"skill": NOT_SEEN}))


@pytest.mark.parametrize("given", [Answers({"shout": 1}), Answers({}, {"shout": "Hey"})])
def test_item_that_is_not_there_is_refused(given):
    with pytest.raises(UnknownItemError) as refused:
        checked(TALK, given)
    assert refused.value.figures == {"item": "shout"}


def test_note_has_a_longest_length():
    assert len(checked(TALK, Answers({}, {"ask": "x" * NOTE_LENGTH})).notes["ask"]) == NOTE_LENGTH
    with pytest.raises(NoteTooLongError):
        checked(TALK, Answers({}, {"ask": "x" * (NOTE_LENGTH + 1)}))


def test_form_without_texts_cannot_be_answered():
    with pytest.raises(FormOnlyError):
        checked(ICALT, Answers())


def test_answers_are_kept_as_plain_data_and_read_back():
    given = checked(TALK, Answers({"ask": 1, "listen": NOT_SEEN}, {"ask": "so so"}))
    assert answers_from(given.plain()) == given
    assert answers_from({}) == Answers()


def test_mean_turns_around_where_low_is_favourable():
    assert score({"listen": 3, "ask": 1}).score == Decimal("3.00")


def test_mean_is_rounded_half_up():
    values = {item.key: 1 for item in PROFILE.items}
    observation = instrument("lesson-observation.2026-1")
    climate = {"climate-welcome": 4, "climate-tone": 3, "climate-mistakes": 3}
    assert score(climate, of=observation).score == Decimal("3.33")
    assert (
        score({key: values[key] for key in ("didactics-content", "didactics-goals")}, of=PROFILE).score == 1
    )


def test_sum_adds_up():
    assert score({"listen": 3, "ask": 3}, of=SUM).score == Decimal(4)


def test_not_seen_counts_in_no_score():
    found = score({"listen": 3, "ask": NOT_SEEN})
    assert (found.score, found.answered, found.not_seen, found.open) == (Decimal("3.00"), 1, 1, 0)


def test_too_few_answers_give_no_score_and_never_a_zero():
    observation = instrument("lesson-observation.2026-1")
    assert score({"climate-welcome": 4}, of=observation).score is None
    assert score({"climate-welcome": 4, "climate-tone": 4}, of=observation).score == Decimal("4.00")
    assert score({}).score is None
    assert score({"listen": NOT_SEEN, "ask": NOT_APPLICABLE}).score is None


def test_what_does_not_apply_is_not_asked():
    observation = instrument("lesson-observation.2026-1")
    values = {"climate-welcome": 4, "climate-tone": NOT_APPLICABLE, "climate-mistakes": NOT_APPLICABLE}
    assert score(values, of=observation).score == Decimal("4.00")


def test_score_says_how_often_each_answer_was_given():
    found = score({"listen": 3, "ask": 3})
    assert (dict(found.counts), found.open, found.level) == ({1: 0, 2: 0, 3: 2}, 0, None)


@pytest.mark.parametrize(
    ("given", "level"),
    [((1, 1, 3, 3), 1), ((1, 2, 3, 3), 2), ((3, 3, 3, 1), 3), ((2, 3), 2), ((3, 3), 3)],
)
def test_level_is_the_highest_that_half_of_the_answers_reach(given, level):
    keys = [item.key for item in PROFILE.parts[0].items]
    found = score(dict(zip(keys, given, strict=False)), of=PROFILE)
    assert (found.score, found.level) == (Decimal(level), PROFILE.scale[level - 1])


@pytest.mark.parametrize(
    ("challenge", "skill", "zone"),
    [
        (7, 1, "frustration"),
        (4, 2, "frustration"),
        (4, 3, "flow"),
        (4, 4, "flow"),
        (3, 4, "flow"),
        (2, 4, "boredom"),
        (1, 7, "boredom"),
    ],
)
def test_flow_is_the_difference_of_challenge_and_skill(challenge, skill, zone):
    found = scores(FLOW, checked(FLOW, Answers({"challenge": challenge, "skill": skill})))
    assert found.zone is not None
    assert (found.zone.key, found.parts[0].score) == (zone, None)


def test_flow_needs_both_answers():
    assert scores(FLOW, Answers({"challenge": 3})).zone is None


def test_instrument_that_does_not_score_in_zones_has_none():
    assert scores(TALK, Answers({"ask": 3})).zone is None


def test_instrument_suits_what_it_was_made_for():
    must_suit(TALK, "quality", trained=False)
    with pytest.raises(NotForThisPurposeError) as refused:
        must_suit(TALK, "determination", trained=True)
    assert refused.value.figures["instrument"] == "Team talk"


def test_instrument_may_need_training():
    trained = read_instrument("mine.yaml", changed("certainty:", "trained_only: true\ncertainty:"))
    must_suit(trained, "quality", trained=True)
    with pytest.raises(TrainedOnlyError):
        must_suit(trained, "quality", trained=False)


def test_form_without_texts_suits_nothing():
    with pytest.raises(FormOnlyError):
        must_suit(ICALT, "coaching", trained=True)
