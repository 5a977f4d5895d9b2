"""Words of privacy, and what the tables of other packages hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from startlijn.base.access.terms import Place, Role
from startlijn.base.tenancy import DataClass, Declaration, Erasure

_GONE_WITH_ACCOUNT = "As long as the account."
_ANYWHERE = "An account goes along from board to board and between partnerships."

# Every table that is not ours, by label: the same promises as our own models make. A table that is
# missing here fails `tests/house_rules`.
OTHER_TABLES: Mapping[str, Declaration] = {
    "contenttypes.ContentType": Declaration(
        purpose="Django's own list of tables.",
        data_class=DataClass.INTERNAL,
        retention="As long as the table exists.",
        shared_because="It describes the program, not the people.",
    ),
    "auth.Permission": Declaration(
        purpose="Django's own list of rights; Startlijn does not use it.",
        data_class=DataClass.INTERNAL,
        retention="As long as the table exists.",
        shared_because="It describes the program, not the people.",
    ),
    "auth.Group": Declaration(
        purpose="Django's own groups; Startlijn does not use them.",
        data_class=DataClass.INTERNAL,
        retention="Always empty.",
        shared_because="It describes the program, not the people.",
    ),
    "sessions.Session": Declaration(
        purpose="Remembers that a browser is logged in.",
        data_class=DataClass.PERSONAL,
        retention="12 hours at most.",
        shared_because=_ANYWHERE,
        erasure=Erasure.DELETE,
        personal=("session_data",),
        secret=("session_key", "session_data"),
    ),
    "account.EmailAddress": Declaration(
        purpose="Knows whether an e-mail address was confirmed.",
        data_class=DataClass.PERSONAL,
        retention=_GONE_WITH_ACCOUNT,
        shared_because=_ANYWHERE,
        subject="user__person",
        erasure=Erasure.DELETE,
        personal=("email",),
    ),
    "account.EmailConfirmation": Declaration(
        purpose="Confirms an e-mail address by a link.",
        data_class=DataClass.PERSONAL,
        retention="Three days.",
        shared_because=_ANYWHERE,
        subject="email_address__user__person",
        erasure=Erasure.DELETE,
        secret=("key",),
    ),
    "mfa.Authenticator": Declaration(
        purpose="Lets a person log in with a second factor or a passkey.",
        data_class=DataClass.PERSONAL,
        retention=_GONE_WITH_ACCOUNT,
        shared_because=_ANYWHERE,
        subject="user__person",
        erasure=Erasure.DELETE,
        personal=("type", "last_used_at"),
        secret=("data",),
    ),
    "socialaccount.SocialApp": Declaration(
        purpose="Identity providers kept in the database; Startlijn reads them from its settings.",
        data_class=DataClass.INTERNAL,
        retention="Always empty.",
        shared_because="It describes the program, not the people.",
        secret=("secret", "key"),
    ),
    "socialaccount.SocialAccount": Declaration(
        purpose="Lets a person log in through an identity provider.",
        data_class=DataClass.PERSONAL,
        retention=_GONE_WITH_ACCOUNT,
        shared_because=_ANYWHERE,
        subject="user__person",
        erasure=Erasure.DELETE,
        personal=("uid", "extra_data"),
    ),
    "socialaccount.SocialToken": Declaration(
        purpose="Keys of identity providers; Startlijn does not keep them.",
        data_class=DataClass.PERSONAL,
        retention="Always empty.",
        shared_because=_ANYWHERE,
        subject="account__user__person",
        erasure=Erasure.DELETE,
        secret=("token", "token_secret"),
    ),
    "usersessions.UserSession": Declaration(
        purpose="Shows a person in which browsers the account is logged in.",
        data_class=DataClass.PERSONAL,
        retention="As long as the session, 12 hours at most.",
        shared_because=_ANYWHERE,
        subject="user__person",
        erasure=Erasure.DELETE,
        personal=("ip", "user_agent"),
        secret=("session_key",),
    ),
    "axes.AccessAttempt": Declaration(
        purpose="Stops whoever guesses passwords.",
        data_class=DataClass.PERSONAL,
        retention="One day.",
        shared_because=_ANYWHERE,
        erasure=Erasure.DELETE,
        personal=("username", "ip_address", "user_agent"),
        secret=("get_data", "post_data"),
    ),
    "axes.AccessAttemptExpiration": Declaration(
        purpose="Ends a lock-out.",
        data_class=DataClass.INTERNAL,
        retention="One day.",
        shared_because=_ANYWHERE,
        erasure=Erasure.DELETE,
    ),
    "axes.AccessFailureLog": Declaration(
        purpose="Failed logins in detail; Startlijn leaves this off.",
        data_class=DataClass.PERSONAL,
        retention="Always empty.",
        shared_because=_ANYWHERE,
        erasure=Erasure.DELETE,
        personal=("username", "ip_address", "user_agent"),
    ),
    "axes.AccessLog": Declaration(
        purpose="Logins in detail; Startlijn leaves this off and has its journal.",
        data_class=DataClass.PERSONAL,
        retention="Always empty.",
        shared_because=_ANYWHERE,
        erasure=Erasure.DELETE,
        personal=("username", "ip_address", "user_agent"),
        secret=("session_hash",),
    ),
}


class Trace(StrEnum):
    """How a row that has no link to a person still names one."""

    PERSON = "person"
    EMAIL = "email"


# Tables that name a person in a text field: which field, and what stands in it. Their rows are in the
# own export, as those with a `subject` are.
TRACES: Mapping[str, tuple[str, Trace]] = {
    "base.JournalLine": ("actor_id", Trace.PERSON),
    "base.Mail": ("to", Trace.EMAIL),
    "axes.AccessAttempt": ("username", Trace.EMAIL),
    "axes.AccessFailureLog": ("username", Trace.EMAIL),
    "axes.AccessLog": ("username", Trace.EMAIL),
}

# Personal rows that no export can find, each with the reason.
UNTRACED: Mapping[str, str] = {
    "sessions.Session": "The contents are signed and belong to a browser; gone within 12 hours.",
    "base.IdempotencyKey": "Only the hash of a request and its answer; gone within 48 hours.",
    "base.RegistryImport": "A name beside open data, written as text so that it survives the person.",
}

# People whom a row names without their finding it in the own export, each with the reason.
UNFOUND: Mapping[str, str] = {
    "domain.Move.asked_by": "Who asks would learn whether the starter exists; the journal shows the asking.",
}


class Relation(StrEnum):
    """How somebody stands to a row that is read because of that, and not because of a place."""

    SELF = "self"
    GUIDES = "guides"
    TAKES_PART = "takes_part"


@dataclass(frozen=True, slots=True)
class Reader:
    """A role that may read rows: held at these places, or by who stands in these relations to a row."""

    role: Role
    places: tuple[Place, ...]
    relations: tuple[Relation, ...] = ()


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
