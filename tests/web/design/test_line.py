"""The line: where moments stand on it, and what its picture says."""

from datetime import date, timedelta
from itertools import pairwise

from startlijn.web.design.line import Line, Moment, Year, draw, position, positions

YEARS = (
    Year("2025–2026", date(2025, 8, 1), date(2026, 7, 31)),
    Year("2026–2027", date(2026, 8, 1), date(2027, 7, 31)),
)


def test_first_day_stands_at_the_left_end():
    assert position(Line(YEARS), date(2025, 8, 1)) == 0


def test_second_year_begins_halfway():
    assert position(Line(YEARS), date(2026, 8, 1)) == 50


def test_day_outside_the_years_stays_on_the_line():
    line = Line(YEARS)
    assert (position(line, date(2020, 1, 1)), position(line, date(2040, 1, 1))) == (0, 100)


def test_moments_on_one_day_stand_apart():
    line = Line(YEARS, tuple(Moment(date(2026, 8, 1), str(n)) for n in range(3)))
    places = positions(line)
    assert [round(b - a, 2) for a, b in pairwise(places)] == [1.6, 1.6]


def test_many_moments_at_the_end_stay_on_the_line():
    line = Line(YEARS, tuple(Moment(date(2027, 7, 31), str(n)) for n in range(200)))
    places = positions(line)
    assert (places == sorted(places), max(places) <= 98.6, min(places) >= 0) == (True, True, True)


def test_moments_fall_into_their_year_in_order():
    late, early = Moment(date(2026, 9, 2), "late"), Moment(date(2026, 8, 1), "early")
    before, after = Moment(date(2024, 1, 1), "before"), Moment(date(2030, 1, 1), "after")
    stretches = Line(YEARS, (late, after, early, before)).stretches
    assert [[moment.label for moment in one.moments] for one in stretches] == [
        ["before"],
        ["early", "late", "after"],
    ]


def test_today_lies_in_the_second_year():
    assert [one.has_today for one in Line(YEARS, today=date(2026, 11, 21)).stretches] == [False, True]


def test_today_outside_the_years_is_not_drawn():
    assert "line-today" not in draw(Line(YEARS, today=date(2031, 1, 1)), today_label="today")


def test_today_near_the_end_keeps_its_name_inside():
    picture = draw(Line(YEARS, today=date(2027, 7, 30)), today_label="today")
    assert 'text-anchor="end"' in picture


def test_open_moment_has_a_shape_of_its_own():
    picture = draw(Line(YEARS, (Moment(date(2025, 9, 1), "visit", "open"),)))
    assert ('class="line-dot is-open" d=' in picture, "<circle" in picture) == (True, False)


def test_label_of_today_is_escaped():
    assert "&lt;b&gt;" in draw(Line(YEARS, today=date(2026, 1, 1)), today_label="<b>")


def test_moments_on_the_first_day_move_to_the_right_only():
    line = Line(YEARS, tuple(Moment(date(2025, 8, 1), str(n)) for n in range(3)))
    assert positions(line) == [1.4, 3.0, 4.6]


def test_long_line_shows_these_weeks_and_what_is_still_open():
    weeks = [Moment(date(2026, 8, 1) + timedelta(weeks=n), str(n), "planned") for n in range(40)]
    line = Line(YEARS, (Moment(date(2026, 8, 2), "open", "open"), *weeks), today=date(2026, 12, 5))
    assert [moment.label for moment in line.near_today.ordered] == ["open", *map(str, range(16, 25))]


def test_short_line_is_shown_whole():
    line = Line(YEARS, tuple(Moment(date(2026, 8, n), str(n)) for n in range(1, 13)), today=date(2027, 6, 1))
    assert line.near_today is line
