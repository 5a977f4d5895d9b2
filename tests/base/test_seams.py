"""Identifiers and the clock that a test holds still."""

from datetime import UTC, datetime, timedelta

from startlijn.base.seams import fixed, new_id

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def test_identifiers_sort_by_age_to_the_microsecond():
    made = []
    for microseconds in (0, 1, 2, 999, 1000, 1001):
        with fixed(at=AT + timedelta(microseconds=microseconds)):
            made.append(new_id())
    assert made == sorted(made)


def test_identifier_is_of_version_seven_and_of_the_rfc_variant():
    assert (new_id().version, new_id().variant) == (7, "specified in RFC 4122")


def test_identifier_tells_its_millisecond():
    with fixed(at=AT):
        assert new_id().int >> 80 == int(AT.timestamp() * 1000)


def test_same_seed_at_the_same_moment_gives_the_same_identifier():
    with fixed(at=AT, seed=1):
        first = new_id()
    with fixed(at=AT, seed=1):
        assert new_id() == first
