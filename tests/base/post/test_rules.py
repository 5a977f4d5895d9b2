"""Judgements of the post."""

from datetime import UTC, datetime, time, timedelta

import pytest

from startlijn.base.post.rules import (
    fingerprint,
    key_digest,
    last_occurrence,
    occurrence_key,
    pause_after,
)
from startlijn.base.post.terms import Recurring

NIGHT = Recurring("night", kind="x", daily_at=time(2, 30))


def test_pause_grows_with_each_attempt():
    pauses = [pause_after(attempt).total_seconds() for attempt in range(1, 10)]
    assert pauses == [10, 60, 360, 2160, 12960, 21600, 21600, 21600, 21600]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 2, 9, 14, 59, tzinfo=UTC), datetime(2026, 11, 2, 9, 0, tzinfo=UTC)),
        (datetime(2026, 11, 2, 9, 15, tzinfo=UTC), datetime(2026, 11, 2, 9, 15, tzinfo=UTC)),
    ],
)
def test_last_occurrence_of_minutes(at, expected):
    assert last_occurrence(Recurring("q", kind="x", minutes=15), at) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # winter: 02:30 is 01:30 UTC
        (datetime(2026, 11, 2, 1, 29, tzinfo=UTC), datetime(2026, 11, 1, 1, 30, tzinfo=UTC)),
        (datetime(2026, 11, 2, 1, 30, tzinfo=UTC), datetime(2026, 11, 2, 1, 30, tzinfo=UTC)),
        # summer: 02:30 is 00:30 UTC
        (datetime(2026, 7, 2, 0, 30, tzinfo=UTC), datetime(2026, 7, 2, 0, 30, tzinfo=UTC)),
        # the clock goes back on 25 October 2026: the first 02:30 counts, the second does not
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 45, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        # the clock goes forward on 29 March 2026: there is no 02:30, 03:30 counts
        (datetime(2026, 3, 29, 1, 29, tzinfo=UTC), datetime(2026, 3, 28, 1, 30, tzinfo=UTC)),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
    ],
)
def test_last_occurrence_of_a_day_follows_dutch_clocks(at, expected):
    assert last_occurrence(NIGHT, at) == expected


def test_each_day_of_a_year_has_one_occurrence():
    start = datetime(2026, 1, 1, tzinfo=UTC)
    keys = {occurrence_key(NIGHT, start + timedelta(minutes=10 * step)) for step in range(365 * 144)}
    assert len(keys) == 366


def test_fingerprint_differs_when_parts_shift():
    assert fingerprint("POST", "/a", [b"bc", b"d"]) != fingerprint("POST", "/a", [b"b", b"cd"])


def test_fingerprint_is_equal_for_equal_requests():
    assert fingerprint("POST", "/a", [b"b"]) == fingerprint("POST", "/a", [b"b"])


def test_two_people_may_choose_the_same_key():
    assert key_digest("noor", "1") != key_digest("sam", "1")
