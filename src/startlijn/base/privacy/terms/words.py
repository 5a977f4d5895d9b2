"""Words of privacy: traces, classes of fields, readers, and what is told about tables and rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext_noop

from startlijn.base.access.terms import Place, Role
from startlijn.base.refusals import RefusedError
from startlijn.base.tenancy import DataClass, Erasure

STATEMENT_LENGTH = 2000  # characters of an own statement: a page on paper


class Trace(StrEnum):
    """How a row that has no link to a person still names one."""

    PERSON = "person"
    EMAIL = "email"
    NAME = "name"


# Tables that name a person in a text field: which fields, and what stands in them. Their rows are in the own
# export, as those with a `subject` are.
TRACES: Mapping[str, tuple[tuple[str, Trace], ...]] = {
    "base.JournalLine": (("actor_id", Trace.PERSON), ("about", Trace.PERSON)),
    "base.Mail": (("to", Trace.EMAIL),),
    "base.MailChoice": (("address", Trace.EMAIL),),
    "domain.SignUp": (("contact_email", Trace.EMAIL),),
    "axes.AccessAttempt": (("username", Trace.EMAIL),),
    "axes.AccessFailureLog": (("username", Trace.EMAIL),),
    "axes.AccessLog": (("username", Trace.EMAIL),),
}

# The same for tables that are in no export: erasing somebody finds them all the same.
HIDDEN_TRACES: Mapping[str, tuple[tuple[str, Trace], ...]] = {
    "base.IdempotencyKey": (("owner", Trace.PERSON),),
    "base.RegistryImport": (("staged_by", Trace.NAME),),
}

# Personal rows that no export can find, each with the reason.
UNTRACED: Mapping[str, str] = {
    "sessions.Session": "The contents are signed and belong to a browser; gone within 12 hours.",
    "base.IdempotencyKey": "Only the hash of a request and its answer; gone within 48 hours.",
    "base.RegistryImport": "A name beside open data, written as text so that it survives the person.",
}

# Personal tables that have no term of their own, each with the reason.
UNTIMED: Mapping[str, str] = {
    "axes.AccessFailureLog": "Always empty: switched off.",
    "axes.AccessLog": "Always empty: switched off.",
    "base.JournalLine": "Lines are never removed one by one; names in it go when the person is erased.",
    "base.MailChoice": "A stop that is forgotten is no stop; it goes when the person is erased.",
}

# People whom a row names without their finding it in the own export, each with the reason.
UNFOUND: Mapping[str, str] = {
    "domain.Move.asked_by": "Who asks would learn whether the starter exists; the journal shows the asking.",
}


class FieldClass(StrEnum):
    """What a field is: a key or a link, something about a person, something about nobody, or a secret."""

    KEY = "key"
    PERSONAL = "personal"
    PLAIN = "plain"
    SECRET = "secret"  # noqa: S105


class Relation(StrEnum):
    """How somebody stands to a row that is read because of that, and not because of a place."""

    SELF = "self"
    GUIDES = "guides"
    TAKES_PART = "takes_part"
    OBSERVES = "observes"
    RECEIVES = "receives"
    JUDGES = "judges"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Reader:
    """A role that may read rows: held at these places, or by who stands in these relations to a row."""

    role: Role
    places: tuple[Place, ...]
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedField:
    """One field: what it is, whether the own export shows it, and whether erasing takes it away.

    `label` is an English message id.
    """

    name: str
    label: str
    field_class: FieldClass
    exported: bool
    erased: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """One table in words: what is recorded, what for, how long, and who may see it.

    `name`, `purpose`, `retention` are English message ids. `about_people`: it holds personal data.
    `own`: the person it is about gets it in the own export.
    """

    label: str
    name: str
    purpose: str
    retention: str
    data_class: DataClass
    erasure: Erasure
    about_people: bool
    own: bool
    readers: tuple[Reader, ...]
    fields: tuple[RecordedField, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTable:
    """The rows of one table about one person, ready for JSON; `withheld` names the secret fields."""

    label: str
    name: str
    purpose: str
    retention: str
    rows: tuple[Mapping[str, object], ...]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Because:
    """One reason why somebody sees a row: the role, held where and since when.

    `person_name` is empty when the reader may not know who it is: then only the role is told. With a
    `relation` the role opens only what this person stands in that relation to, since `started_on`.
    """

    role: Role
    place: Place
    place_name: str
    started_on: date
    person_name: str = ""
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row about somebody as a page shows it: labels with values, and the own words beside it.

    `other`: it is about somebody else and names this person; what it says about the other is left out.
    """

    id: object
    values: tuple[tuple[str, object], ...]
    statement: str
    other: bool = False


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What one table holds about somebody: some of its rows, how many there are, and who reads them today."""

    recorded: Recorded
    rows: tuple[OwnRow, ...]
    count: int
    readers: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role today: what is, to compare with what was agreed."""

    person_name: str
    role: Role
    place: Place
    place_name: str
    started_on: date
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why people see one row: its name, what it is, and the reasons, by role.

    `name` is empty for rows without one: then `kind` says what it is (an English message id), and
    `about` whom it is about.
    """

    name: str
    kind: str
    about: str
    recorded: Recorded
    reasons: tuple[Because, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Beside:
    """What somebody wrote beside a record about them."""

    name: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ErasedTable:
    """What erasing somebody does in one table: to rows about them, and to rows that name them.

    `name` is an English message id.
    """

    label: str
    name: str
    erasure: Erasure
    rows: int
    naming: int


@dataclass(frozen=True, slots=True)
class DueTable:
    """How many rows of a table are due: to be deleted, to be emptied, or people to be erased.

    `name` and `retention` are English message ids.
    """

    label: str
    name: str
    retention: str
    deleted: int = 0
    emptied: int = 0
    erased: int = 0


class StillWorkingError(RefusedError):
    """Somebody holds a role: what is recorded is needed for the work."""

    code = "privacy.still_working"
    message = gettext_noop(
        "%(name)s still works here or in another partnership. End the roles first; after that you can erase."
    )


class WorkedElsewhereError(RefusedError):
    """There are roles in another partnership too: one of its people must decide, or the operator."""

    code = "privacy.worked_elsewhere"
    message = gettext_noop(
        "%(name)s also worked in another partnership. Only who runs Startlijn can erase somebody everywhere."
    )


class TwoPeopleError(RefusedError):
    """Who asked may not carry it out as well."""

    code = "privacy.two_people"
    message = gettext_noop("You asked for this yourself. Erasing takes two people: somebody else does it.")


class NotAskedError(RefusedError):
    """Nobody asked: the operator does not erase on his own."""

    code = "privacy.not_asked"
    message = gettext_noop("Nobody asked to erase %(name)s. Erasing takes two people: somebody asks first.")


class AlreadyAskedError(RefusedError):
    """There is a request that waits."""

    code = "privacy.already_asked"
    message = gettext_noop("It was already asked to erase %(name)s. It waits for somebody to carry it out.")


class AlreadyRestrictedError(RefusedError):
    """There is a restriction that lasts."""

    code = "privacy.already_restricted"
    message = gettext_noop("The data of %(name)s are restricted already.")
