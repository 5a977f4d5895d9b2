"""Words of the walls."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.access.terms import Place, Role
from startlijn.base.refusals import RefusedError
from startlijn.base.tenancy import DataClass

# Emergency access lasts so long at most, and one request holds so many rows at most (trust.md §7).
MOST_MINUTES = 60
MOST_ROWS = 50
# How long somebody may wait for an answer: an emergency does not last for days.
WAITS_HOURS = 48


class Answer(models.TextChoices):
    """What the second person says of a request for emergency access."""

    OPEN = "open", _("waits for a second person")
    ALLOWED = "allowed", _("allowed")
    REFUSED = "refused", _("not allowed")


class Stand(StrEnum):
    """How an object stands to who holds a role somewhere.

    HERE: at the place where the role is held, or below it. ELSEWHERE: at another place of the partnership.
    STRANGE: in another partnership. RELATED: the person stands in the relation on which the permission rests
    (the coach of this starter), wherever that is. ENDED: the person stood in that relation before.
    """

    HERE = "here"
    ELSEWHERE = "elsewhere"
    STRANGE = "other_partnership"
    RELATED = "related"
    ENDED = "relation_ended"


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer of the policy: may a role, held at a kind of place, do this with an object that stands so?

    `relation` names what RELATED and ENDED are about ("guides"), and is empty for the others.
    """

    role: Role
    place: Place
    stand: Stand
    relation: str
    object: str
    data_class: DataClass
    action: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One row that is read by emergency access: what each field is called, and what it says."""

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Emergency:
    """A request for emergency access as shown: who asks what about whom and why, and what came of it."""

    id: UUID
    asked_by: str
    asked_at: datetime
    about: str
    table: str
    count: int
    reason: str
    answer: Answer
    answered_by: str
    until: datetime | None
    open: bool
    expired: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How often emergency access was asked and allowed in a calendar year."""

    year: int
    asked: int
    allowed: int


class NothingThereError(RefusedError):
    """There is nothing of this kind about somebody of the own board: the same answer for every reason."""

    code = "nothing_there"
    message = gettext_noop(
        "There is nothing of this kind about somebody of your board with this e-mail address."
    )


class NeverInAnEmergencyError(RefusedError):
    """Coaching has no emergency access (trust.md §7)."""

    code = "never_in_an_emergency"
    message = gettext_noop("What is said in coaching has no emergency access. Not for anybody.")


class TakesTwoError(RefusedError):
    """Who asked, or whom it is about, does not allow it."""

    code = "takes_two"
    message = gettext_noop("Somebody else answers this: not who asked, and not whom it is about.")


class AnsweredError(RefusedError):
    """It was answered already, or waited too long."""

    code = "answered"
    message = gettext_noop("This was answered already, or it waited too long. It can be asked again.")


class LogInAgainError(RefusedError):
    """Allowing asks for a fresh login."""

    code = "log_in_again"
    message = gettext_noop("Log in again first: this asks for a fresh login.")
