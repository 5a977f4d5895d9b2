"""Moving points apart on a picture."""

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from startlijn.web.design.apart import moved_apart


def test_points_far_apart_stay_where_they_are():
    assert moved_apart([(0, 0), (10, 0)], 5) == [(0, 0), (10, 0)]


def test_two_points_close_together_move_equally_far():
    assert moved_apart([(0, 0), (2, 0)], 4) == [(-1, 0), (3, 0)]


def test_points_on_one_spot_all_get_room():
    spots = moved_apart([(5, 5)] * 6, 2)
    assert min(math.dist(a, b) for a, b in combinations(spots, 2)) > 1.8


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=20))
def test_same_points_always_end_in_the_same_places(points):
    assert moved_apart(points, 3) == moved_apart(points, 3)
