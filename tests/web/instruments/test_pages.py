"""The library of instruments: everybody reads it all, strangers nothing of another partnership."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from startlijn.content.instruments import instrument, packaged_instruments
from startlijn.domain.instruments import actions
from tests.conftest import AT, World
from tests.content.instruments.samples import GOOD, changed

pytestmark = pytest.mark.django_db
LIBRARY = "/instruments/"


def bring(world: World, content: bytes = GOOD.encode()) -> None:
    with world.here():
        actions.import_instrument(by=world.operator, at=AT, file="mine.yaml", content=content)


def browse(world: World, address: str, language: str = "en") -> str:
    starter = world.person("starter", "school", world.school.pk)
    answer = world.browser(starter, language).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(name: str) -> str:
    return reverse("instruments:instrument", args=[name])


def test_library_lists_the_newest_version_of_everything(world):
    bring(world)
    bring(world, changed("version: 2026-1", "version: 2026-2").replace(b"2026-08-01", b"2026-12-01"))
    text = browse(world, LIBRARY)
    assert [each.id for each in packaged_instruments() if page_of(each.id) not in text] == []
    assert (page_of("team-talk.2026-2") in text, page_of("team-talk.2026-1") in text) == (True, False)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_library_stands_in_the_order_of_its_titles(world, language):
    text = browse(world, LIBRARY, language)
    titles = [getattr(each.title, language) for each in packaged_instruments()]
    places = [text.index(f">{escape(title)}<") for title in sorted(titles, key=str.casefold)]
    assert places == sorted(places)


def test_library_is_filtered_by_kind(world):
    text = browse(world, LIBRARY + "?kind=scan")
    shown = [each.id for each in packaged_instruments() if page_of(each.id) in text]
    assert shown == ["culture-scan.2026-1", "induction-scan.2026-1"]


def test_library_says_when_there_is_nothing_of_a_kind(world):
    for kind in ("poem", "%00", "scan%00"):
        assert "There is nothing of this kind." in browse(world, f"{LIBRARY}?kind={kind}")


@pytest.mark.parametrize("each", packaged_instruments(), ids=lambda each: each.id)
def test_instrument_shows_every_item_and_level_in_dutch(world, each):
    text = browse(world, page_of(each.id), "nl")
    told = [each.title.nl, *(item.text.nl for item in each.items)]
    told += [level.descriptor.nl for item in each.items for level in item.levels if level.descriptor]
    assert [line for line in told if escape(line) not in text] == []


def test_form_without_texts_says_so(world):
    text = browse(world, page_of("icalt-format.2026-1"))
    assert ("Only the form stands here" in text, "only people who were trained for it" in text) == (
        True,
        True,
    )


def test_instrument_says_where_it_comes_from(world):
    text = browse(world, page_of("flow.2026-1"))
    flow = instrument("flow.2026-1")
    assert [line for line in (flow.source.en, flow.licence.en) if escape(line) not in text] == []


def test_older_version_points_to_the_newer_one_and_back(world):
    bring(world)
    bring(world, changed("version: 2026-1", "version: 2026-2").replace(b"2026-08-01", b"2026-12-01"))
    older, newer = browse(world, page_of("team-talk.2026-1")), browse(world, page_of("team-talk.2026-2"))
    assert ("There is a newer version." in older, page_of("team-talk.2026-2") in older) == (True, True)
    assert ("There is a newer version." in newer, page_of("team-talk.2026-1") in newer) == (False, True)


def test_texts_of_an_own_instrument_are_escaped(world):
    bring(world, changed("en: We listen.", "en: <b>We</b> listen."))
    text = browse(world, page_of("team-talk.2026-1"))
    assert ("<b>We</b>" in text, "&lt;b&gt;We&lt;/b&gt; listen." in text) == (False, True)


def test_own_instrument_of_another_partnership_is_not_there(world, another_world):
    bring(world)
    stranger = another_world.browser(another_world.person("coordinator"))
    assert stranger.get(page_of("team-talk.2026-1")).status_code == 404
    assert "Team talk" not in stranger.get(LIBRARY).content.decode()


@pytest.mark.parametrize("name", ["nothing", "flow", "flow.1999-1", "flow.\0", "🐦.1", "x" * 900])
def test_instrument_that_is_not_there_is_not_found(world, name):
    person = world.browser(world.person("coach", "school", world.school.pk))
    assert person.get(page_of(name)).status_code == 404


def test_passer_by_is_asked_to_log_in(world):
    assert world.browser().get(LIBRARY).status_code == 302
