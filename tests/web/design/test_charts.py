"""Charts: bars, bins and spreads."""

import pytest

from startlijn.web.design.charts import Bar, Bin, Mark, bins, draw_spread, drawn_bars, round_step


def test_longest_bar_fills_the_width_and_the_others_follow():
    drawn = drawn_bars([Bar("a", 50), Bar("b", 25), Bar("c", -1)])
    assert [one.picture.split('rect width="')[1].split('"')[0] for one in drawn] == [
        "100.0%",
        "50.0%",
        "0.0%",
    ]


def test_bars_that_are_all_zero_have_no_length():
    assert 'width="0.0%"' in drawn_bars([Bar("a", 0)])[0].picture


def test_no_bars_give_no_pictures():
    assert drawn_bars([]) == []


@pytest.mark.parametrize(
    ("rough", "step"), [(0, 1), (0.7, 1), (1.2, 2), (3, 5), (6, 10), (37, 50), (0.03, 0.05)]
)
def test_step_is_one_that_people_count_in(rough, step):
    assert round_step(rough) == pytest.approx(step)


def test_every_value_is_counted_once():
    found = bins([12, 19, 20, 29.9, 55], step=10)
    assert found == [Bin(10, 20, 2), Bin(20, 30, 2), Bin(30, 40, 0), Bin(40, 50, 0), Bin(50, 60, 1)]


def test_no_values_give_no_bins():
    assert bins([]) == []


def test_one_value_gives_one_bin():
    assert [one.count for one in bins([7, 7, 7])] == [3]


def test_bin_without_width_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        bins([1, 2], step=0)


def test_empty_spread_is_no_picture():
    assert draw_spread([]) == ""


def test_mark_outside_the_spread_stays_at_its_edge_with_its_name_escaped():
    picture = draw_spread(bins([1, 2, 3]), [Mark("<limit>", 99)])
    assert ('x="100.0%"' in picture, "&lt;limit&gt;" in picture) == (True, True)
