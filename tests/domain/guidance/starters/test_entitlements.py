"""Entitlements and served time: every figure here was worked out by hand."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from startlijn.content import sector_rules
from startlijn.domain.guidance.rules.entitlements import Appointment, Odd, entitlements
from startlijn.domain.guidance.rules.served import served
from startlijn.domain.guidance.rules.standing import standing_on
from startlijn.domain.guidance.terms import ContractType, Ending, Standing
from startlijn.domain.induction.terms import Clock
from startlijn.engines.periods import Period

D = Decimal
ON = date(2026, 11, 2)
FIRST = date(2026, 8, 1)
BOARD, OTHER = UUID(int=1), UUID(int=2)


def job(
    start=FIRST, end=None, fte="1", agreed=None, lessons=None, *, kind="temporary", employer=BOARD, **more
):
    return Appointment(
        id=UUID(int=9),
        employer=employer,
        place=more.pop("place", "A"),
        contract_type=ContractType(kind),
        holds=Period(start, end),
        fte=D(fte),
        fte_agreed=None if agreed is None else D(agreed),
        lesson_hours=lessons,
        **more,
    )


LAST_YEAR = date(2025, 8, 1)
# name, sector, appointments, hours by right, hours advised, what is odd
TABLE = [
    ("full-time, first year", "vo", [job(lessons=576)], "144", "0", []),
    ("one lesson hour too many", "vo", [job(lessons=577)], "144", "0", [Odd.LESSONS_ABOVE]),
    ("0.8 agreed, in proportion", "vo", [job(fte="0.8", agreed="0.8", lessons=460)], "115.2", "0", []),
    (
        "only the job size lowered",
        "vo",
        [job(fte="0.8", agreed="1", lessons=576)],
        "144",
        "0",
        [Odd.JOB_SIZE_ONLY],
    ),
    ("job size and lessons lowered", "vo", [job(fte="0.8", agreed="1", lessons=460)], "115.2", "0", []),
    ("lessons not filled in", "vo", [job()], "144", "0", [Odd.LESSONS_UNKNOWN]),
    ("second year", "vo", [job(LAST_YEAR, lessons=648)], "72", "0", []),
    ("second year, too many", "vo", [job(LAST_YEAR, lessons=649)], "72", "0", [Odd.LESSONS_ABOVE]),
    ("third year: nothing, at most 720", "vo", [job(date(2024, 8, 1), lessons=720)], "0", "0", []),
    ("third year, above 720", "vo", [job(date(2024, 8, 1), lessons=721)], "0", "0", [Odd.LESSONS_ABOVE]),
    ("small job", "vo", [job(fte="0.4", lessons=230)], "57.6", "0", [Odd.SMALL_JOB]),
    ("replacement, open end", "vo", [job(fte="0.6", lessons=345, kind="replacement")], "0", "86.4", []),
    # 91 of 365 days: 144 x 91 / 365 = 35.9
    (
        "replacement for three months",
        "vo",
        [job(date(2026, 9, 1), date(2026, 12, 1), lessons=100, kind="replacement")],
        "0",
        "35.9",
        [],
    ),
    ("through an agency", "vo", [job(lessons=500, kind="agency")], "0", "144", []),
    ("through a payroll company", "vo", [job(lessons=500, kind="payroll")], "0", "144", []),
    ("no appointment now", "vo", [job(kind="none")], "0", "0", []),
    (
        "two halves at two boards",
        "vo",
        [job(fte="0.5", lessons=288), job(fte="0.5", lessons=288, employer=OTHER)],
        "144",
        "0",
        [],
    ),
    (
        "a job and a replacement beside it",
        "vo",
        [job(fte="0.5", lessons=288), job(fte="0.5", lessons=200, kind="replacement", employer=OTHER)],
        "72",
        "72",
        [],
    ),
    # year 2 of the same appointment, now 0.8: 720 x 0.8 x 10 %
    (
        "another job size starts no new year",
        "vo",
        [job(LAST_YEAR, FIRST), job(FIRST, fte="0.8", lessons=518)],
        "57.6",
        "0",
        [],
    ),
    (
        "another board starts a new year",
        "vo",
        [job(LAST_YEAR, FIRST, employer=OTHER), job(lessons=576)],
        "144",
        "0",
        [],
    ),
    (
        "a break starts a new year",
        "vo",
        [job(LAST_YEAR, date(2026, 7, 1)), job(lessons=576)],
        "144",
        "0",
        [],
    ),
    ("only what holds today counts", "vo", [job(date(2026, 11, 3)), job(LAST_YEAR, ON)], "0", "0", []),
    ("primary, first step", "po", [job(salary_scale="L10", salary_step=1)], "40", "0", []),
    ("primary, in proportion", "po", [job(fte="0.6", salary_scale="L10", salary_step=3)], "24", "0", []),
    ("primary, step 4", "po", [job(salary_scale="L10", salary_step=4)], "0", "0", [Odd.STEP_PASSED]),
    ("primary, step not filled in", "po", [job()], "40", "0", [Odd.STEP_UNKNOWN]),
    ("primary, old scale", "po", [job(salary_scale="LA", salary_step=2)], "40", "0", [Odd.SCALE_UNKNOWN]),
    (
        "primary, two jobs",
        "po",
        [job(fte="0.5", salary_step=1), job(fte="0.3", salary_step=1, employer=OTHER)],
        "32",
        "0",
        [],
    ),
    (
        "primary, step 4 at one of two boards",
        "po",
        [job(fte="0.5", salary_step=4), job(fte="0.5", salary_step=3, employer=OTHER)],
        "20",
        "0",
        [Odd.STEP_PASSED],
    ),
    # 184 of 365 days: 40 x 184 / 365 = 20.16
    (
        "primary, replacement for half a year",
        "po",
        [job(FIRST, date(2027, 2, 1), kind="replacement", salary_step=1)],
        "0",
        "20.2",
        [],
    ),
    ("special education follows primary", "so", [job(salary_step=2)], "40", "0", []),
    ("vocational: no rules known", "mbo", [job()], "0", "0", [Odd.NO_RULES]),
]


@pytest.mark.parametrize(
    ("sector", "work", "right", "advised", "odd"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_hours_and_warnings(sector, work, right, advised, odd):
    found = entitlements(sector_rules().on(sector, ON), work, on=ON)
    assert (found.hours, found.advised_hours) == (D(right), D(advised))
    assert [warning.odd for warning in found.warnings] == odd


def test_year_stands_still_in_a_pause():
    # year 2 would begin on 1 August 2026; 181 days of pause move it to 29 January 2027
    pause = Period(date(2025, 9, 1), date(2026, 3, 1))
    rules = sector_rules().on("vo", ON)
    found = entitlements(rules, [job(LAST_YEAR, lessons=576)], on=ON, pauses=[pause])
    assert found.hours == D(144)
    later = entitlements(rules, [job(LAST_YEAR, lessons=576)], on=date(2027, 1, 29), pauses=[pause])
    assert later.hours == D(72)


@pytest.mark.parametrize(
    ("day", "hours", "advised"),
    [(date(2018, 7, 31), "0", "0"), (date(2021, 11, 1), "0", "0"), (date(2023, 8, 1), "0", "144")],
)
def test_rules_of_the_day_count(day, hours, advised):
    found = entitlements(sector_rules().on("vo", day), [job(day, kind="replacement", lessons=500)], on=day)
    assert (found.hours, found.advised_hours) == (D(hours), D(advised))


def test_warning_tells_what_should_be_in_the_timetable():
    [warning] = entitlements(
        sector_rules().on("vo", ON), [job(fte="0.8", agreed="1", lessons=576)], on=ON
    ).warnings
    assert warning.figures == {"agreed": D(1), "fte": D("0.8"), "allowed": D(576), "lessons": 576}
    assert warning.is_wrong


def test_line_says_in_both_languages_where_it_comes_from():
    [line] = entitlements(sector_rules().on("vo", ON), [job(fte="0.8", lessons=460)], on=ON).lines
    assert line.says("nl") == (
        "115,2 klokuur minder les per jaar: 20% van 576 klokuur, in jaar 1 van de aanstelling."
    )
    assert line.says("en") == (
        "115.2 clock hours fewer lessons a year: 20% of 576 clock hours, in year 1 of the appointment."
    )
    assert (line.rule.id, line.rule.certainty) == ("R-VO-1", "open")


# -- served time: name, appointments, pauses, until, days by calendar, days by full-time work
YEAR = date(2027, 8, 1)
SERVED = [
    ("a year full-time", [job()], [], YEAR, "365", "365"),
    ("a year half-time", [job(fte="0.5")], [], YEAR, "365", "182.5"),
    ("two jobs side by side", [job(fte="0.6"), job(fte="0.4", place="B")], [], YEAR, "365", "365"),
    (
        "a gap between two jobs",
        [job(end=date(2027, 1, 1)), job(date(2027, 3, 1), place="B")],
        [],
        YEAR,
        "306",
        "306",
    ),
    ("a pause of a month", [job()], [Period(date(2026, 10, 1), date(2026, 11, 1))], YEAR, "334", "334"),
    ("a pause without an end", [job()], [Period(date(2026, 10, 1))], YEAR, "61", "61"),
    (
        "jobs that overlap for a month",
        [job(end=date(2027, 2, 1)), job(date(2027, 1, 1), fte="0.5", place="B")],
        [],
        YEAR,
        "365",
        "290",  # 184 + 212 x 0.5
    ),
    ("no appointment counts nothing", [job(kind="none")], [], YEAR, "0", "0"),
    ("work before the line counts nothing", [job(date(2025, 1, 1))], [], date(2026, 9, 1), "31", "31"),
    ("before the first day", [job()], [], date(2026, 7, 1), "0", "0"),
    ("a leap year", [job(date(2027, 8, 1))], [], date(2028, 8, 1), "366", "366"),
]


@pytest.mark.parametrize(
    ("work", "pauses", "until", "calendar", "fte"),
    [row[1:] for row in SERVED],
    ids=[row[0] for row in SERVED],
)
def test_served_time(work, pauses, until, calendar, fte):
    for clock, days in ((Clock.CALENDAR, calendar), (Clock.FTE, fte)):
        found = served(work, clock=clock, started_on=FIRST, until=until, pauses=pauses)
        assert found.days == D(days)


def test_served_time_shows_its_lines():
    work = [job(end=date(2027, 2, 1)), job(date(2027, 1, 1), fte="0.5", place="B")]
    by_calendar = served(work, clock=Clock.CALENDAR, started_on=FIRST, until=YEAR)
    assert [(line.place, line.start, line.end, line.counted) for line in by_calendar.lines] == [
        ("A", FIRST, date(2027, 2, 1), D(184)),
        ("B", date(2027, 2, 1), YEAR, D(181)),
    ]
    by_work = served(work, clock=Clock.FTE, started_on=FIRST, until=YEAR)
    assert [(line.place, line.days, line.counted) for line in by_work.lines] == [
        ("A", 184, D(184)),
        ("B", 212, D("106.0")),
    ]
    assert (by_calendar.years, by_work.years) == (D("1.00"), D("0.79"))


LEAVES = date(2027, 2, 1)


@pytest.mark.parametrize(
    ("on", "finished_on", "ending", "pauses", "standing"),
    [
        (date(2026, 7, 31), None, "", [], Standing.COMING),
        (FIRST, None, "", [], Standing.RUNNING),
        (date(2027, 1, 31), LEAVES, Ending.LEFT, [], Standing.LEAVING),
        (LEAVES, LEAVES, Ending.LEFT, [], Standing.LEFT),
        (date(2026, 7, 1), LEAVES, Ending.LEFT, [], Standing.COMING),
        (date(2027, 1, 31), LEAVES, Ending.COMPLETED, [], Standing.RUNNING),
        (LEAVES, LEAVES, Ending.COMPLETED, [], Standing.COMPLETED),
        (FIRST, FIRST, Ending.UNDONE, [], Standing.UNDONE),
        (date(2026, 9, 1), None, "", [Period(date(2026, 9, 1), date(2026, 9, 2))], Standing.PAUSED),
        (date(2026, 9, 2), None, "", [Period(date(2026, 9, 1), date(2026, 9, 2))], Standing.RUNNING),
        (date(2026, 9, 2), LEAVES, Ending.LEFT, [Period(date(2026, 9, 1))], Standing.LEAVING),
    ],
)
def test_standing(on, finished_on, ending, pauses, standing):
    found = standing_on(on, started_on=FIRST, finished_on=finished_on, ending=ending, pauses=pauses)
    assert found == standing
