"""Asking with an instrument and showing answers: the fields, what was chosen, and reading it back."""

import re

import pytest
from django.template import engines
from django.utils import translation

from startlijn.content.instruments import NOT_APPLICABLE, NOT_SEEN, instrument, read_instrument
from startlijn.domain.instruments.rules import checked
from startlijn.domain.instruments.terms import Answers, InvalidAnswersError
from startlijn.web.instruments.forms import answers_from
from tests.content.instruments.samples import GOOD

TALK = read_instrument("mine.yaml", GOOD.encode())
FORM = '<c-instrument-form :instrument="instrument" :answers="answers" />'
SHOWN = '<c-instrument-answers :instrument="instrument" :answers="answers" />'


def rendered(source: str, answers: object = "", of=TALK) -> str:
    from django_cotton.compiler_regex import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render({"instrument": of, "answers": answers})


def buttons(page: str, name: str) -> list[str]:
    found = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return [re.search(r'value="([^"]*)"', each).group(1) for each in found]


def chosen(page: str) -> dict[str, str]:
    found = [each for each in re.findall(r"<input[^>]*>", page) if " checked" in each]
    return {
        re.search(r'name="([^"]*)"', each).group(1): re.search(r'value="([^"]*)"', each).group(1)
        for each in found
    }


def test_form_asks_every_item_with_the_scale_and_what_stands_besides():
    page = rendered(FORM)
    assert buttons(page, "item-listen") == ["1", "2", "3", "not_seen", "not_applicable", ""]
    assert (page.count("<fieldset"), page.count("<textarea")) == (2, 2)


def test_form_has_no_answer_chosen_beforehand():
    assert chosen(rendered(FORM)) == {"item-listen": "", "item-ask": ""}


def test_form_shows_what_was_given_before():
    page = rendered(FORM, Answers({"listen": 2, "ask": NOT_SEEN}, {"ask": "so <b>so</b>"}))
    assert chosen(page) == {"item-listen": "2", "item-ask": "not_seen"}
    assert ("so &lt;b&gt;so&lt;/b&gt;</textarea>" in page, page.count("<details") - page.count(" open>")) == (
        True,
        2,
    )


def test_form_shows_an_answer_that_was_refused_as_open():
    assert chosen(rendered(FORM, Answers({"listen": "9"}))) == {"item-ask": ""}


def test_every_button_has_an_id_of_its_own_and_a_label():
    page = rendered(FORM, of=instrument("competence-profile.2026-1"))
    ids = re.findall(r'<input[^>]*id="([^"]*)"', page)
    assert (len(ids), len(set(ids))) == (18 * 6, 18 * 6)
    assert set(re.findall(r'<label[^>]*for="([^"]*)"', page)) == set(ids)


def test_form_says_what_levels_mean():
    page = rendered(FORM, of=instrument("competence-profile.2026-1"))
    assert "Gives the lesson a clear aim and tells it to the pupils." in page


def test_form_is_in_dutch_for_who_reads_dutch():
    with translation.override("nl"):
        page = rendered(FORM)
    assert ("We luisteren." in page, "niet gezien" in page) == (True, True)


def test_answers_are_shown_in_words():
    page = rendered(SHOWN, Answers({"listen": 3, "ask": 1}, {"listen": "clear"}))
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert words.split() == ["Talking", "We", "listen.", "Yes", "clear", "We", "ask", "on.", "No", "Never"]


def test_what_was_left_open_is_only_counted():
    page = rendered(SHOWN, Answers({"listen": NOT_APPLICABLE}))
    assert ("does not apply here" in page, "We ask on." in page) == (True, False)
    assert "1 point was left open." in page


def test_nothing_answered_is_said():
    assert "Nothing was answered yet." in rendered(SHOWN, Answers())


def test_answers_are_read_back_from_the_fields():
    post = {
        "item-listen": "3",
        "item-ask": "not_seen",
        "note-ask": " so\r\nso ",
        "note-listen": "  ",
        "item-other": "1",
    }
    assert answers_from(post, TALK) == Answers({"listen": 3, "ask": "not_seen"}, {"ask": " so\nso "})


@pytest.mark.parametrize("value", ["9", "-1", "1.0", "²", "seen", "1" * 5000])
def test_answer_that_was_tampered_with_is_kept_and_then_refused(value):
    found = answers_from({"item-listen": value}, TALK)
    assert str(found.values["listen"]) == value
    with pytest.raises(InvalidAnswersError):
        checked(TALK, found)
