"""Words of people."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_noop

from startlijn.base.access.terms import Permission, Place, Role
from startlijn.base.refusals import RefusedError

TOKEN_LIFE = timedelta(days=90)  # trust.md §7: a token does less than its owner, is named, and ends
TOKEN_MARK = "startlijn_"  # noqa: S105 - lets scanners for leaked keys recognise ours


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A role at one place from `started_on` until, not including, `finished_on`."""

    place: Place
    place_id: UUID
    started_on: date
    finished_on: date | None = None


class RoleNotHereError(Exception):
    """This role cannot be held at this kind of place: `role` and `place` say which."""

    def __init__(self, role: Role, place: Place) -> None:
        super().__init__(f"{role} cannot be held at a {place}")
        self.role = role
        self.place = place


class EmailTakenError(Exception):
    """Another account already has this e-mail address."""

    code = "account.email_taken"


class PersonElsewhereError(Exception):
    """The person also works in another partnership: only the operator may close the account."""

    code = "account.elsewhere"


class MergeConflictError(RefusedError):
    """Both people have something of which one can only have one, such as an open line: `what` names it.

    `what` is the lazy name of the table, in the reader's language.
    """

    code = "person.merge_conflict"
    message = gettext_noop(
        "Both have their own: %(what)s. One person can have only one. Nothing was changed."
    )

    def __init__(self, what: object) -> None:
        super().__init__(what=what)
        self.what = what


class TokenLifeError(Exception):
    """A token must end after now and within ninety days."""

    code = "token.life"


class TokenScopeError(Exception):
    """A token may do nothing, or more than its owner."""

    code = "token.scope"


@dataclass(frozen=True, slots=True)
class TokenLine:
    """An API token as its owner sees it; the token itself is not kept."""

    id: UUID
    purpose: str
    permissions: tuple[Permission, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    works: bool


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made: `text` is shown once."""

    id: UUID
    text: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Access:
    """How somebody gets in: no address means no account; `invited_until` tells of an open invitation."""

    person_id: UUID
    name: str
    language: str
    email: str | None
    active: bool
    can_log_in: bool
    invited_until: datetime | None
