"""Judgements on ways in."""

from datetime import UTC, datetime, timedelta

import pytest

from startlijn.base.access.terms import Role
from startlijn.base.accounts.rules import second_factor_needed, session_over, token_hash

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("unused", "open_for", "over"),
    [
        (timedelta(0), timedelta(0), False),
        (timedelta(minutes=59, seconds=59), timedelta(hours=1), False),
        (timedelta(minutes=60), timedelta(hours=1), True),
        (timedelta(0), timedelta(hours=11, minutes=59), False),
        (timedelta(0), timedelta(hours=12), True),
    ],
)
def test_session_is_over_after_an_hour_unused_or_twelve_hours(unused, open_for, over):
    assert session_over(started_at=AT - open_for, seen_at=AT - unused, at=AT) is over


@pytest.mark.parametrize(
    ("roles", "needed"),
    [
        ([], False),
        ([Role.STARTER], False),
        ([Role.COACH], True),
        ([Role.ADMINISTRATOR], True),
        ([Role.STARTER, Role.ASSESSOR], True),
    ],
)
def test_second_factor_is_for_everybody_but_starters(roles, needed):
    assert second_factor_needed(roles) is needed


def test_token_hash_is_the_sha256():
    assert token_hash("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
