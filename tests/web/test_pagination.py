"""Lists come in pages, so that a page stays small however much there is."""

import pytest

from tests.web.grown import Grown

SIZE = 4
# The view's number of rows on a page, the address, and how many rows there are.
LISTS = [
    ("groups.views.rounds._PER_PAGE", "/groups/", SIZE + 2),
    ("groups.views.published._SECTIONS", "/groups/own/", SIZE + 2),
    ("organisations.views.boards._PER_PAGE", "/boards/{board}/", SIZE + 1),
    ("organisations.views.schools._PER_PAGE", "/schools/{school}/", SIZE + 2),
]


@pytest.mark.parametrize(("size", "address", "rows"), LISTS, ids=[address for _, address, _ in LISTS])
def test_list_comes_in_pages_of_which_each_shows_another_row(db, monkeypatch, size, address, rows):
    grown = Grown("some", SIZE)
    monkeypatch.setattr(f"startlijn.web.{size}", 1)
    url = address.format(board=grown.world.board.pk, school=grown.world.school.pk)
    shown = set()
    for number in range(1, rows + 1):
        text = grown.browsers["school_educator"].get(f"{url}?page={number}").content.decode()
        assert f"Page {number} of {rows}" in text
        shown.add(text.partition("<main")[2].partition('class="pager"')[0])
    assert len(shown) == rows
