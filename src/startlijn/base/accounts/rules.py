"""Judgements on ways in: no queries, no clock."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from startlijn.base.access.terms import Role
from startlijn.base.accounts.terms import ABSOLUTE_LIMIT, IDLE_LIMIT

# Everybody who sees more than the own line (BIO2 5.17.01, ASVS 6.3.3).
STAFF_ROLES = frozenset(Role) - {Role.STARTER}


def token_hash(token: str) -> str:
    """Return what is kept of a token: its SHA-256 as hex. 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def session_over(*, started_at: datetime, seen_at: datetime, at: datetime) -> bool:
    """Tell whether a session has ended: 60 minutes unused, or 12 hours after logging in (aware moments)."""
    return at - seen_at >= IDLE_LIMIT or at - started_at >= ABSOLUTE_LIMIT


def second_factor_needed(roles: Iterable[Role]) -> bool:
    """Tell whether these roles ask for a second factor."""
    return not STAFF_ROLES.isdisjoint(roles)
