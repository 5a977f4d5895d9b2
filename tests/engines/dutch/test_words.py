import random

import pytest

from startlijn.engines.dutch import LONGEST_WORD, MOST_ASKED, marks, question, stem, tidy, words


def folded(text):
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De coördinatie van één les", ["coordinatie", "les"]),
        ("3e-jaars, e-mail", ["3", "e", "jaars", "e", "mail"]),
        ("under_score", ["under", "score"]),
        ("２０２６", ["2026"]),
        ("", []),
        ("\x00'\"*():&|!-", []),
    ],
)
def test_words_are_folded_and_small_words_left_out(text, found):
    assert folded(text) == found


def test_letters_of_other_alphabets_are_spelled_in_latin_ones():
    (greek,) = folded("Ελληνικά")
    assert greek.isascii()
    assert greek.isalpha()
    assert folded("ελληνικα") == [greek]


def test_words_say_where_they_stand():
    text = "Een korte begeleiding"
    assert [text[word.start : word.end] for word in words(text)] == ["korte", "begeleiding"]


def test_long_words_are_cut():
    assert folded("x" * 100) == ["x" * LONGEST_WORD]


@pytest.mark.parametrize("word", ["begeleiding", "begeleiden", "begeleid", "begeleidend"])
def test_forms_of_a_word_have_one_stem(word):
    assert stem(word) == "begeleid"


def test_numbers_keep_their_digits():
    assert stem("2500") == "2500"


def test_question_is_short_and_holds_each_stem_once():
    assert question("lessen en les") == ("less", "les")
    assert len(question(" ".join(chr(97 + n) * 5 for n in range(26)))) == MOST_ASKED
    assert question("\x00" * 300 + "begeleiding") == ()


def test_marks_are_forms_and_longer_words_of_what_was_asked():
    text = "Begeleiden volgens het begeleidingsplan van de school"
    assert [text[mark.start : mark.end] for mark in marks(text, question("begeleiding"))] == [
        "Begeleiden",
        "begeleidingsplan",
    ]


def test_a_word_that_answers_twice_is_marked_once():
    text = "team-plan teamplan"
    found = marks(text, question("team plan"))
    assert [(mark.start, mark.end) for mark in found] == [(0, 4), (5, 9), (10, 18)]


def test_short_stems_and_numbers_find_no_longer_words():
    assert [len(marks("oproep op 2026 20", asked)) for asked in (("op",), ("20",), ("opr",))] == [0, 1, 1]


def test_tidy_composes_letters_and_drops_what_no_reader_sees():
    assert tidy("e\u0301e\u0301n\x00 \u200bregel\r\nnieuw") == "één regel\nnieuw"


def test_any_text_gives_ascii_words_in_order():
    chance = random.Random(5)
    for _ in range(200):
        text = "".join(chr(chance.randrange(0x250 if chance.random() < 0.7 else 0x10FFFF)) for _ in range(60))
        found = list(words(tidy(text.encode("utf-8", "replace").decode())))
        assert all(word.folded.isascii() and word.folded.isalnum() for word in found)
        assert [word.start for word in found] == sorted(word.start for word in found)
