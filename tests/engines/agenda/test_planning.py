"""What a plan says: the order of the criteria, the days between, pins, hosts, reasons, what is in the way."""

from datetime import UTC, date, datetime, timedelta

import pytest

from startlijn.engines.agenda import (
    AMSTERDAM,
    BadProblem,
    Clash,
    ClashCode,
    Criterion,
    Hosting,
    Person,
    Problem,
    Reason,
    ReasonCode,
    Slot,
    Status,
    plan,
)
from tests.engines.agenda.examples import ANSWERS, days, person, slots

THREE = slots("2026-10-06", "2026-10-13", "2026-10-20")


def codes(reasons: tuple[Reason, ...]) -> list[ReasonCode]:
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("persons", "day"),
    [
        (["nyy!A", "yyy B", "ymy C", "yny D"], "2026-10-20"),  # nobody required is missed, then most schools
        (["nyn!A", "yny B", "yny C", "yny D"], "2026-10-13"),  # a required person outweighs three schools
        (["ynm A", "ynm B", "ynm C", "nyn D"], "2026-10-06"),  # as many schools: yes counts double
        (["mnn A", "nyn A", "mnn B"], "2026-10-06"),  # two schools outweigh one yes
        (["yyy A", "yyy B"], "2026-10-06"),  # equal: the earliest
        ([".yn!A", ".yy B"], "2026-10-13"),  # no answer counts as no
    ],
)
def test_the_four_criteria_count_in_their_order(persons: list[str], day: str) -> None:
    asked = tuple(
        person(f"p{number}", line[:3], THREE, school=line[4], required=line[3] == "!")
        for number, line in enumerate(persons)
    )
    assert days(plan(Problem(THREE, asked, 1))) == [day]


def test_the_last_date_is_as_early_as_it_can_be() -> None:
    four = slots("2026-09-01", "2026-09-08", "2026-09-15", "2026-09-22")
    asked = (person("an", "nyyy", four),)
    assert days(plan(Problem(four, asked, 2, min_days_between=7))) == ["2026-09-08", "2026-09-15"]


def test_fourteen_days_between_allows_the_same_weekday_two_weeks_later() -> None:
    assert days(plan(Problem(THREE, (), 2))) == ["2026-10-06", "2026-10-20"]
    found = plan(Problem(THREE, (), 2, min_days_between=15))
    assert found.clashes == (Clash(ClashCode.TOO_CLOSE, needed=2, available=1),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-10-18", "2026-11-01"),  # over the end of summer time, on Sunday 25 October
        ("2027-03-21", "2027-04-04"),  # over its start, on Sunday 28 March: 14 days of 23 and 24 hours
        ("2028-02-22", "2028-03-07"),  # over a leap day
        ("2026-12-27", "2027-01-10"),  # over ISO week 53 of 2026
    ],
)
def test_days_are_days_on_the_calendar(first: str, second: str) -> None:
    assert (date.fromisoformat(second) - date.fromisoformat(first)).days == 14
    # Late in the evening, so that a count in hours or in UTC would come out a day short or long.
    late = slots(first, hour=23, hours=1) + slots(second, hour=0, hours=1)
    assert days(plan(Problem(late, (), 2, min_days_between=14))) == [first, second]
    assert plan(Problem(late, (), 2, min_days_between=15)).status == Status.INFEASIBLE


def test_moments_in_another_time_zone_are_days_in_amsterdam() -> None:
    late = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 December
    two = (Slot("a", late, late), Slot("b", late + timedelta(minutes=60), late + timedelta(minutes=60)))
    found = plan(Problem(two, (), 2, min_days_between=0))
    assert found.value is not None
    assert found.value.last_date.isoformat() == "2026-12-02T01:30:00+01:00"
    assert plan(Problem(two, (), 2, min_days_between=1)).status == Status.INFEASIBLE


def test_the_hour_that_comes_twice_is_two_moments() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    two = tuple(Slot(f"s{fold}", first.replace(fold=fold), first.replace(fold=fold)) for fold in (1, 0))
    assert days(plan(Problem(two, (), 2, min_days_between=0))) == ["s0", "s1"]


def test_two_slots_on_one_day_may_not_overlap() -> None:
    noon = datetime(2026, 10, 6, 12, tzinfo=AMSTERDAM)
    three = tuple(
        Slot(f"s{hour}", noon + timedelta(hours=hour), noon + timedelta(hours=hour + 2)) for hour in range(3)
    )
    assert days(plan(Problem(three, (), 2, min_days_between=0))) == ["s0", "s2"]


def test_a_pin_stays_although_others_are_better() -> None:
    asked = (person("an", "yny", THREE, school="A", required=True),)
    found = plan(Problem(THREE, asked, 1, pinned=frozenset({"2026-10-13"})))
    assert days(found) == ["2026-10-13"]
    assert codes(found.dates[0].reasons) == [
        ReasonCode.PINNED,
        ReasonCode.REQUIRED_REFUSED,
        ReasonCode.SCHOOLS_ABSENT,
    ]
    assert found.runner_up is None


def test_a_refusal_needs_an_override_until_somebody_passed_it_over() -> None:
    asked = (
        person("an", "nnn", THREE, required=True),
        person("bo", "...", THREE, required=True),
        person("ed", "nnn", THREE),
    )
    found = plan(Problem(THREE, asked, 1))
    assert found.overrides_needed == (("an", "2026-10-06"),)
    assert found.dates[0].reasons[1:] == (
        Reason(ReasonCode.REQUIRED_REFUSED, ("an",)),
        Reason(ReasonCode.REQUIRED_SILENT, ("bo",)),
    )
    passed = plan(Problem(THREE, asked, 1, allowed_overrides=frozenset({("an", "2026-10-06")})))
    assert passed.overrides_needed == ()
    assert passed.value == found.value  # a refusal stays a refusal


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("nyn!", Reason(ReasonCode.WORSE_WITHOUT, criterion=Criterion.REFUSALS, amount=1)),
        ("nyn ", Reason(ReasonCode.WORSE_WITHOUT, criterion=Criterion.SCHOOLS, amount=1)),
        ("mym ", Reason(ReasonCode.WORSE_WITHOUT, criterion=Criterion.ANSWERS, amount=1)),
        ("nyy ", Reason(ReasonCode.WORSE_WITHOUT, criterion=Criterion.LAST_DATE, amount=7)),
    ],
)
def test_a_reason_says_what_is_lost_without_the_date(said: str, reason: Reason) -> None:
    asked = (person("an", said[:3], THREE, school="A", required=said[3] == "!"),)
    found = plan(Problem(THREE, asked, 1))
    assert (days(found), found.dates[0].reasons[0]) == (["2026-10-13"], reason)


def test_a_reason_says_that_there_is_no_other_way_or_no_difference() -> None:
    assert codes(plan(Problem(THREE, (), 3, 7)).dates[1].reasons) == [ReasonCode.ONLY_WAY]
    twins = (THREE[0], Slot("twin", THREE[0].start, THREE[0].end))
    assert codes(plan(Problem(twins, (), 1)).dates[0].reasons) == [ReasonCode.EQUAL_WITHOUT]


def test_the_hosts_take_turns_and_a_reason_says_what_that_costs() -> None:
    asked = tuple(person(name, "yyy", THREE, school=name) for name in ("A", "B", "C"))
    minutes = {("A", "B"): 10, ("C", "B"): 10, ("B", "A"): 10, ("C", "A"): 40, ("B", "C"): 10, ("A", "C"): 40}
    hosting = Hosting(("A", "B", "C"), closed={"A": frozenset({"2026-10-06", "2026-10-13"})}, minutes=minutes)
    found = plan(Problem(THREE, asked, 3, 7, hosting=hosting))
    assert [(each.host, each.minutes) for each in found.dates] == [("B", 20), ("C", 50), ("A", 50)]
    assert [each.reasons[-1] for each in found.dates] == [
        Reason(ReasonCode.LEAST_TRAVEL),
        Reason(ReasonCode.HOST_TURN, amount=30),
        Reason(ReasonCode.HOST_TURN, amount=30),
    ]


def test_a_school_that_hosted_before_waits_for_its_turn() -> None:
    asked = tuple(person(name, "yyy", THREE, school=name) for name in ("A", "B"))
    found = plan(Problem(THREE, asked, 2, hosting=Hosting(("A", "B"), hosted={"A": 2})))
    assert [each.host for each in found.dates] == ["B", "B"]


def test_a_school_without_anybody_present_does_not_host() -> None:
    asked = (person("an", "yny", THREE, school="A"), person("bo", "nnm", THREE, school="B"))
    found = plan(Problem(THREE, asked, 3, 7, hosting=Hosting(("A", "B"))))
    assert [each.host for each in found.dates] == ["A", None, "B"]
    assert [each.reasons[-1].code for each in found.dates] == [
        ReasonCode.ONLY_HOST,
        ReasonCode.NO_HOST,
        ReasonCode.HOST_TURN,
    ]


@pytest.mark.parametrize(
    ("count", "apart", "pins", "clash"),
    [
        (4, 0, (), Clash(ClashCode.TOO_FEW_SLOTS, needed=4, available=3)),
        (3, 14, (), Clash(ClashCode.TOO_CLOSE, needed=3, available=2)),
        (2, 8, (0, 1), Clash(ClashCode.PINS_CLASH, slots=("2026-10-06", "2026-10-13"))),
        (
            1,
            7,
            (0, 2),
            Clash(ClashCode.TOO_MANY_PINS, needed=1, available=2, slots=("2026-10-06", "2026-10-20")),
        ),
        (2, 14, (1,), Clash(ClashCode.PINS_IN_THE_WAY, needed=2, available=1, slots=("2026-10-13",))),
    ],
)
def test_what_is_in_the_way_is_named(count: int, apart: int, pins: tuple[int, ...], clash: Clash) -> None:
    found = plan(Problem(THREE, (), count, apart, pinned=frozenset(THREE[pin].id for pin in pins)))
    assert (found.status, found.clashes) == (Status.INFEASIBLE, (clash,))


def test_days_between_of_ages_end_in_an_answer() -> None:
    assert days(plan(Problem(THREE, (), 1, 3_660))) == ["2026-10-06"]
    assert plan(Problem(THREE, (), 2, 3_660)).clashes[0].code == ClashCode.TOO_CLOSE


NAIVE = Slot("a", datetime(2026, 10, 6, 15), datetime(2026, 10, 6, 17))  # noqa: DTZ001 - refused for it
TURNED = Slot("a", THREE[0].end, THREE[0].start)
MANY = tuple(Slot(f"s{number}", THREE[0].start, THREE[0].end) for number in range(501))


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (Problem((), (), 1), "no_slots"),
        (Problem(MANY, (), 1), "too_many_slots"),
        (Problem(THREE, tuple(Person(f"p{number}") for number in range(2_001)), 1), "too_many_persons"),
        (Problem(THREE, (), 0), "count_below_one"),
        (Problem(THREE, (), 41), "too_many_dates"),
        (Problem(THREE, (), 1, -1), "days_negative"),
        (Problem(THREE, (), 1, 10**10), "too_many_days"),
        (Problem((*THREE, THREE[0]), (), 1), "duplicate_id"),
        (Problem(THREE, (Person(""),), 1), "empty_id"),
        (Problem((NAIVE,), (), 1), "no_time_zone"),
        (Problem((TURNED,), (), 1), "ends_before_start"),
        (Problem(THREE, (), 1, pinned=frozenset({"x"})), "unknown_slot"),
        (Problem(THREE, (Person("an", answers={"x": ANSWERS["y"]}),), 1), "unknown_slot"),
        (Problem(THREE, (), 1, allowed_overrides=frozenset({("x", THREE[0].id)})), "unknown_person"),
        (Problem(THREE, (), 1, hosting=Hosting(closed={"x": frozenset()})), "unknown_school"),
        (Problem(THREE, (), 1, hosting=Hosting(("A",), hosted={"A": -1})), "turns_negative"),
        (Problem(THREE, (), 1, hosting=Hosting(minutes={("A", "B"): float("nan")})), "minutes_not_usable"),
    ],
)
def test_what_cannot_be_an_agenda_is_refused(problem: Problem, code: str) -> None:
    with pytest.raises(BadProblem) as refusal:
        plan(problem)
    assert refusal.value.code == code
