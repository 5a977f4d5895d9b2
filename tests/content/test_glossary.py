"""The glossary and the page made from it."""

from pathlib import Path

import pytest

from startlijn import content
from startlijn.base.access.terms import Role
from startlijn.content.glossary import glossary_page, read_glossary
from startlijn.content.words import Word

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
# Words of sectors that need no explanation.
PLAIN_WORDS = {"class", "pupil", "starting_teacher"}


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == glossary_page(content.glossary())


@pytest.mark.parametrize("field", ["id", "nl", "en"])
def test_every_term_has_one_meaning(field: str) -> None:
    values = [getattr(term, field) for term in content.glossary().terms]
    assert sorted(set(values)) == sorted(values)


def test_names_in_code_are_identifiers() -> None:
    assert all(term.id.isidentifier() and term.id == term.id.lower() for term in content.glossary().terms)


def test_explanations_are_short_in_both_languages() -> None:
    for term in content.glossary().terms:
        assert set(term.meaning) == {"nl", "en"}
        assert all(text.endswith((".", "?")) and len(text.split()) <= 30 for text in term.meaning.values())


def test_no_term_avoids_its_own_word() -> None:
    for term in content.glossary().terms:
        assert term.nl not in term.avoid["nl"]
        assert term.en not in term.avoid["en"]


def test_every_role_is_explained() -> None:
    ids = {term.id for term in content.glossary().terms}
    assert {role.removesuffix("_member") for role in Role} - ids == set()


def test_every_word_of_a_sector_is_explained() -> None:
    ids = {term.id for term in content.glossary().terms}
    assert {word for word in Word if word not in ids} == PLAIN_WORDS


def test_term_is_found_by_its_name_in_code() -> None:
    assert content.glossary().term("coach").nl == "starterscoach"


def test_term_that_does_not_exist_raises() -> None:
    with pytest.raises(KeyError):
        content.glossary().term("boss")


def test_page_keeps_a_bar_inside_its_cell() -> None:
    row = {
        "theme": "people",
        "nl": "a|b",
        "en": "c",
        "id": "d",
        "source": "e",
        "meaning": {"nl": "f.", "en": "g."},
        "avoid": {"nl": ["x", "y"], "en": ["x"]},
    }
    glossary = read_glossary({"themes": {"people": {"nl": "Mensen", "en": "People"}}, "terms": [row]})
    assert "| a\\|b | c | `d` | f. | g. | x, y | e |" in glossary_page(glossary)


def test_read_glossary_refuses_an_unknown_theme() -> None:
    with pytest.raises(KeyError, match="no such theme: elsewhere"):
        read_glossary(
            {"themes": {}, "terms": [content.document("glossary.yaml")["terms"][0] | {"theme": "elsewhere"}]}
        )
