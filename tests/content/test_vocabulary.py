"""The words of sectors and boards."""

from typing import Any

import pytest

from startlijn import content
from startlijn.content.words import LANGUAGES, SECTORS, BadWordError, Term, Word, read_vocabulary


@pytest.mark.parametrize(
    ("sector", "one"),
    [("po", "leerkracht"), ("vo", "docent"), ("mbo", "docent"), ("so", "leerkracht"), ("", "leraar")],
)
def test_teacher_is_called_differently_in_each_sector(sector: str, one: str) -> None:
    assert content.vocabulary().term(Word.TEACHER, language="nl", sector=sector).one == one


def test_term_has_the_four_forms_in_dutch() -> None:
    term = content.vocabulary().term(Word.DOSSIER, language="nl")
    assert term == Term(
        "bekwaamheidsdossier", "bekwaamheidsdossiers", "een bekwaamheidsdossier", "het bekwaamheidsdossier"
    )


def test_term_has_the_right_article_in_english() -> None:
    assert content.vocabulary().term(Word.COACH, language="en").a == "an induction coach"


def test_every_word_is_there_for_every_sector_and_language() -> None:
    vocabulary = content.vocabulary()
    for word in Word:
        for language in LANGUAGES:
            for sector in SECTORS:
                assert vocabulary.term(word, language=language, sector=sector).one


def test_english_articles_fit_their_words() -> None:
    for (_, language, _), term in content.vocabulary().words.items():
        if language == "en":
            vowel = term.one[0] in "aeio" or term.one.startswith("HR")
            assert term.a.startswith("an ") == vowel


def test_own_word_of_a_board_comes_first() -> None:
    own = content.vocabulary().with_own({"coach": {"nl": ["de", "begeleider", "begeleiders"]}})
    assert own.term(Word.COACH, language="nl", sector="po").the == "de begeleider"


def test_own_word_leaves_the_other_language_and_the_packaged_words_alone() -> None:
    packaged = content.vocabulary()
    own = packaged.with_own({"coach": {"nl": ["de", "begeleider", "begeleiders"]}})
    assert own.term(Word.COACH, language="en") == packaged.term(Word.COACH, language="en")
    assert packaged.term(Word.COACH, language="nl").one == "starterscoach"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"boss": {"nl": ["de", "baas", "bazen"]}}, "unknown_word"),
        ({"coach": {"de": ["der", "Coach", "Coaches"]}}, "unknown_language"),
        ({"coach": {"nl": ["de", "begeleider"]}}, "missing"),
        ({"coach": {"nl": "begeleider"}}, "missing"),
        ({"coach": ["de", "begeleider", "begeleiders"]}, "missing"),
        ({"coach": {"nl": ["de", " ", "begeleiders"]}}, "missing"),
        ({"coach": {"nl": ["de", 3, "begeleiders"]}}, "missing"),
        ({"coach": {"nl": ["een", "begeleider", "begeleiders"]}}, "wrong_article"),
        ({"coach": {"nl": ["de", "b" * 61, "begeleiders"]}}, "too_long"),
        ({"coach": {"nl": ["de", "<b>coach</b>", "coaches"]}}, "not_plain"),
        ({"coach": {"nl": ["de", "coach %(x)s", "coaches"]}}, "not_plain"),
    ],
)
def test_own_word_that_cannot_be_used_is_refused(written: dict[str, Any], code: str) -> None:
    with pytest.raises(BadWordError) as caught:
        content.vocabulary().with_own(written)
    assert caught.value.code == code


def test_read_vocabulary_misses_a_word() -> None:
    written = content.document("vocabulary.yaml")
    del written["coach"]
    with pytest.raises(BadWordError, match=r"coach\.nl\.any"):
        read_vocabulary(written)


def test_term_refuses_an_unknown_sector() -> None:
    with pytest.raises(BadWordError) as caught:
        content.vocabulary().term(Word.COACH, language="nl", sector="hbo")
    assert caught.value.code == "unknown_sector"
