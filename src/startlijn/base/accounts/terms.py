"""Words of accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

INVITATION_LIFE = timedelta(days=7)
IDLE_LIMIT = timedelta(minutes=60)  # trust.md: ASVS 7.3.1
ABSOLUTE_LIMIT = timedelta(hours=12)  # ASVS 7.3.2


class InvitationInvalidError(Exception):
    """The link is unknown, used, withdrawn or too old: always the same answer (ASVS 6.3.8)."""

    code = "invitation.invalid"


class AccountClosedError(Exception):
    """The account is not active, so it cannot be invited."""

    code = "account.closed"


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that can be accepted: whose account it opens, and until when (aware)."""

    id: UUID
    account_id: UUID
    email: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """What the letter needs: the address, the token for the link (shown once) and until when it works."""

    email: str
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Identity:
    """A login elsewhere that opens this account."""

    id: int
    provider: str
    since: datetime


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The ways to get into one account."""

    email: str
    password: bool
    app: bool
    passkeys: int
    recovery_codes: int
    identities: tuple[Identity, ...]

    @property
    def second_factor(self) -> bool:
        """Tell whether there is a second factor: an app with codes, or a passkey."""
        return self.app or self.passkeys > 0


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser in which this account is logged in."""

    key: str
    started_at: datetime
    user_agent: str
