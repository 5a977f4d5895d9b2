"""Agreement: worked out by hand, and what always holds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startlijn.engines.agreement import (
    LEAST_UNITS,
    Doubt,
    Measure,
    agreement,
    cohen_kappa,
    krippendorff_alpha,
    simple_agreement,
)

values = st.one_of(st.none(), st.integers(1, 4))
pairs = st.lists(st.tuples(values, values), max_size=40)
panels = st.integers(2, 5).flatmap(lambda people: st.lists(st.tuples(*[values] * people), max_size=30))


def named(units):
    return {str(number): unit for number, unit in enumerate(units)}


# Worked out by hand: two people, fifty units: 20 times both yes, 15 times both no, 5 and 10 apart.
# Observed 35/50; chance (25*30 + 25*20)/2500 = 1/2; kappa (0.7-0.5)/(1-0.5) = 0.4.
FIFTY = [(1, 1)] * 20 + [(2, 2)] * 15 + [(1, 2)] * 5 + [(2, 1)] * 10


def test_kappa_of_fifty_units_as_worked_out_by_hand():
    assert cohen_kappa(FIFTY) == pytest.approx(0.4)


def test_simple_agreement_of_fifty_units_as_worked_out_by_hand():
    assert simple_agreement(FIFTY) == pytest.approx(0.7)


def test_alpha_of_three_people_as_worked_out_by_hand():
    # Units (1,1,2), (2,2,2), (1,2,open): 8 values, three 1 and five 2.
    # Apart on units: 3*(2/3) + 0 + 2*1 = 4 of 8; by chance 1 - (3*2 + 5*4)/(8*7) = 30/56.
    expected = 1 - Fraction(1, 2) / Fraction(30, 56)
    assert krippendorff_alpha([(1, 1, 2), (2, 2, 2), (1, 2, None)]) == pytest.approx(float(expected))


def test_alpha_of_krippendorffs_own_example_of_four_people():
    # The reliability data matrix with gaps that Krippendorff works out: alpha for names is 0.743.
    rows = [
        (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
        (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
        (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
        (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
    ]
    assert krippendorff_alpha(list(zip(*rows, strict=True))) == pytest.approx(0.743, abs=0.0005)


def test_one_indicator_beside_chance_as_worked_out_by_hand():
    # Ten units, 20 values: eleven 1 and nine 2; by chance apart 1 - (11*10 + 9*8)/(20*19) = 198/380.
    units = [(1, 1)] * 5 + [(2, 2)] * 4 + [(1, 2)]
    found = agreement(named(units))
    assert (found.units["0"].corrected, found.units["9"].corrected) == (1, pytest.approx(1 - 380 / 198))


@pytest.mark.parametrize(
    ("units", "doubt"),
    [
        ([], Doubt.NOTHING_SHARED),
        ([(1, None), (None, 2)], Doubt.NOTHING_SHARED),
        ([(1, 1), (1, 2)], Doubt.TOO_FEW),
        ([(3, 3)] * LEAST_UNITS, Doubt.ONE_VALUE),
        ([(1, 1), (2, 2), (3, 3), (4, 4)] * 3, Doubt.ROUGH),
        ([(1, 1)] * 10 + [(1, 2), (2, 1)], Doubt.LOPSIDED),
        ([(1, 1), (2, 2)] * 5, None),
    ],
)
def test_figure_that_means_nothing_says_so(units, doubt):
    assert agreement(named(units)).doubt == doubt


@pytest.mark.parametrize("doubt", [Doubt.TOO_FEW, Doubt.ONE_VALUE, Doubt.NOTHING_SHARED])
def test_figure_that_means_nothing_is_left_out(doubt):
    units = {
        Doubt.TOO_FEW: [(1, 1), (1, 2)],
        Doubt.ONE_VALUE: [(3, 3)] * 12,
        Doubt.NOTHING_SHARED: [(1, None)],
    }[doubt]
    found = agreement(named(units))
    assert (found.corrected, {each.corrected for each in found.units.values()}) == (None, {None})


def test_lopsided_figure_is_low_although_people_agree():
    found = agreement(named([(1, 1)] * 16 + [(1, 2), (2, 1)]))
    assert (found.doubt, round(found.simple, 2), found.corrected < 0) == (Doubt.LOPSIDED, 0.89, True)


@pytest.mark.parametrize("units", [[(1, 1)] * 16 + [(1, 2), (2, 1)], [(1, 1), (2, 2), (3, 3), (4, 4)] * 3])
def test_figure_in_doubt_is_not_told_of_single_indicators(units):
    assert {each.corrected for each in agreement(named(units)).units.values()} == {None}


def test_open_units_do_not_count():
    found = agreement(named([(1, 1), (None, 2), (3, None)]))
    assert (found.shared, found.simple, found.units["1"].simple) == (1, 1, None)


def test_how_far_values_lie_apart_is_told():
    assert agreement(named([(1, 4), (2, 2), (None, 3)])).units["0"].apart == 3


def test_three_people_get_alpha():
    assert agreement(named([(1, 1, 2)])).measure is Measure.ALPHA


def test_kappa_is_for_two_people():
    with pytest.raises(ValueError, match="two people"):
        cohen_kappa([(1, 2, 3)])


@given(pairs)
def test_kappa_does_not_care_who_is_first(units):
    turned = cohen_kappa([unit[::-1] for unit in units])
    found = cohen_kappa(units)
    assert turned == (None if found is None else pytest.approx(found))


@given(panels, st.permutations([1, 2, 3, 4]))
def test_alpha_does_not_care_what_values_are_called(units, names):
    other = [tuple(None if v is None else names[v - 1] for v in unit) for unit in units]
    found = krippendorff_alpha(units)
    assert krippendorff_alpha(other) == (None if found is None else pytest.approx(found))


@given(panels)
def test_nothing_is_more_than_whole_agreement(units):
    found = agreement(named(units))
    figures = [found.simple, found.corrected, *(each.corrected for each in found.units.values())]
    assert all(figure is None or figure <= 1 for figure in figures)


@given(st.lists(st.integers(1, 4), min_size=LEAST_UNITS, max_size=40).filter(lambda row: len(set(row)) > 1))
def test_whole_agreement_is_one(row):
    found = agreement(named([(value, value) for value in row]))
    assert (found.simple, found.corrected) == (1, pytest.approx(1))


@given(panels)
def test_alpha_is_the_weighted_mean_of_its_units(units):
    found = agreement(named(units))
    if found.measure is Measure.ALPHA and found.doubt is None:
        shared = [each for each in found.units.values() if each.judged > 1]
        weighted = sum(each.judged * each.corrected for each in shared) / sum(each.judged for each in shared)
        assert weighted == pytest.approx(found.corrected)
