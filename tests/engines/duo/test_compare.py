import pytest

from startlijn.engines.duo import BadFile, Change, Problem, Trouble, compare, fewer_rows_guard
from tests.engines.duo.files import site


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"street": "Nieuwe weg"}, "moved"),
        ({"house_number": "5"}, "moved"),
        ({"postcode": "5211AC"}, "moved"),
        ({"place": "Oss"}, "moved"),
        ({"official_name": "Puntcollege"}, "renamed"),
        ({"board_number": "40124"}, "other_board"),
        ({"website": "https://new.example"}, "updated"),
        ({"municipality": "Oss"}, "updated"),
    ],
)
def test_compare_says_in_what_way_a_site_changed(change, where):
    before, after = site(), site(**change)
    difference = compare([before], [after])
    lists = {name: getattr(difference, name) for name in ("moved", "renamed", "other_board", "updated")}
    assert {name for name, changes in lists.items() if changes} == {where}
    assert lists[where] == (Change(before, after),)
    assert (difference.changed, difference.unchanged) == ({"01AB00"}, 0)


def test_compare_finds_new_and_vanished_sites_by_their_code():
    old, new = site("01AB00"), site("01AB01")
    difference = compare([old], [new])
    assert (difference.new, difference.vanished, difference.unchanged) == ((new,), (old,), 0)
    assert not difference.is_empty


def test_compare_counts_a_site_with_two_changes_once():
    difference = compare([site()], [site(street="Nieuwe weg", board_number="40124")])
    assert (len(difference.moved), len(difference.other_board), len(difference.changed)) == (1, 1, 1)


def test_compare_leaves_own_friendly_names_alone():
    difference = compare([site(name="Ons Lijntje")], [site(name="Lijncollege")])
    assert (difference.is_empty, difference.unchanged) == (True, 1)


def test_compare_orders_by_site_code():
    sites = [site("02CD00"), site("01AB00")]
    assert [each.site_code for each in compare([], sites).new] == ["01AB00", "02CD00"]


@pytest.mark.parametrize("after", [70, 69, 0])
def test_fewer_rows_guard_refuses_thirty_percent_fewer(after):
    with pytest.raises(BadFile) as refusal:
        fewer_rows_guard(100, after)
    details = {"before": 100, "after": after, "percent": 100 - after}
    assert refusal.value.problems == (Problem(Trouble.FEWER_ROWS, details=details),)


@pytest.mark.parametrize(("before", "after"), [(100, 71), (100, 100), (100, 400), (0, 0), (0, 10)])
def test_fewer_rows_guard_lets_other_files_through(before, after):
    assert fewer_rows_guard(before, after) is None
