"""The page about the demo."""

from pathlib import Path

from startlijn.demo.page import demo_page
from startlijn.demo.partnership import describe

PAGE = Path(__file__).parents[2] / "docs" / "demo.md"


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == demo_page(describe())


def test_page_tells_about_every_persona() -> None:
    described = describe()
    page = demo_page(described)
    assert all(persona.story.nl in page and persona.story.en in page for persona in described.personas)


def test_page_tells_who_is_a_special_case() -> None:
    described = describe()
    page = demo_page(described)
    names = {person.key: person.name for person in described.people}
    assert all(f"| {names[each.person]} |" in page for each in described.starters if each.case)
