"""Words of the dossier: stages, evidence, releases, feedback, and why something is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.access.terms import Role
from startlijn.base.files.terms import FileFacts, Upload
from startlijn.base.refusals import RefusedError

PROFILE_KEY = "competence-profile"
RELEASE_DAYS = 30
MOST_RELEASE_DAYS = 90
MOST_RELEASED_AT_ONCE = 50
MOST_EVIDENCE = 500  # in one dossier
MOST_SUBMITTED = 100
TEXT_LENGTH = 20_000
QUESTION_LENGTH = 1_000
ANSWER_LENGTH = 4_000
FEEDBACK_DAYS = 14
MOST_FEEDBACK_OPEN = 20  # questions of one person that wait for an answer
KEPT = "As long as the teacher keeps it; it goes with the account."

# Who can be given something to read. No HR, no board, nobody who runs the partnership (domain.md §6 rule 3).
RECEIVERS = (
    Role.COACH,
    Role.SCHOOL_EDUCATOR,
    Role.SCHOOL_LEADER,
    Role.TEAM_LEADER,
    Role.INSTITUTE_EDUCATOR,
    Role.POOL_COORDINATOR,
)


class Stage(models.IntegerChoices):
    """The stages of a teacher (seed 004 line 208); the values are those of the competence profile."""

    START = 1, _("start-competent")
    BASIC = 2, _("basic-competent")
    FULL = 3, _("expert-competent")


class EvidenceKind(models.TextChoices):
    """What a piece of evidence is."""

    TEXT = "text", _("own text")
    FILE = "file", _("file")
    LINK = "link", _("link")
    OBSERVATION = "observation", _("lesson observation")
    CERTIFICATE = "certificate", _("certificate or diploma")
    EARLIER = "earlier_learning", _("earlier work or study")
    FEEDBACK = "feedback", _("feedback of somebody else")


# What the teacher makes by hand; the others come from elsewhere in Startlijn.
BY_HAND = (
    EvidenceKind.TEXT,
    EvidenceKind.FILE,
    EvidenceKind.LINK,
    EvidenceKind.CERTIFICATE,
    EvidenceKind.EARLIER,
)
WITH_FILE = (EvidenceKind.FILE, EvidenceKind.CERTIFICATE, EvidenceKind.EARLIER)


class ReleasePurpose(models.TextChoices):
    """What somebody may read an item for. It is written beside every reading."""

    COACHING = "coaching", _("to talk about in coaching")
    FEEDBACK = "feedback", _("to get feedback")
    TALK = "talk", _("for the talk with my leader")
    TRAINING = "training", _("for my teacher training")
    ASSESSMENT = "assessment", _("to prepare an assessment")


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """What a teacher puts in: `indicators` are keys of the profile, `upload` a file that comes with it."""

    kind: EvidenceKind
    title: str
    text: str = ""
    link: str = ""
    happened_on: date | None = None
    indicators: tuple[str, ...] = ()
    upload: Upload | None = None


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody to whom an item can be given: the role through which, and where it is held."""

    role_id: UUID
    name: str
    role: Role
    place: str


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """One item given to one person: for what, from when and until, not including, when."""

    id: UUID
    evidence_id: UUID
    title: str
    receiver: str
    role: Role
    purpose: ReleasePurpose
    started_on: date
    finished_on: date
    holds: bool
    revoked: bool

    @property
    def last_day(self) -> date:
        """Return the last day on which it may be read."""
        return self.finished_on - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """A piece of evidence as a page shows it. `content` is what came from elsewhere, frozen.

    `came_from` names the installation that an imported item was made in. `releases` are those that hold.
    """

    id: UUID
    kind: EvidenceKind
    title: str
    text: str
    link: str
    happened_on: date | None
    indicators: tuple[str, ...]
    content: Mapping[str, Any]
    file: FileFacts | None
    came_from: str
    added_at: datetime
    version: int
    releases: int = 0


@dataclass(frozen=True, slots=True)
class IndicatorCover:
    """An indicator of the profile, what it means at the stage aimed at, and the pieces that show it."""

    key: str
    name: str
    means: str
    own_words: str
    evidence: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class AreaCover:
    """An area of the profile with its indicators: first those with something to show."""

    key: str
    title: str
    indicators: tuple[IndicatorCover, ...]

    @property
    def pieces(self) -> int:
        """Return how many different pieces of evidence belong to this area."""
        return len({pk for indicator in self.indicators for pk, _title in indicator.evidence})

    @property
    def shown(self) -> int:
        """Return how many indicators have at least one piece."""
        return sum(1 for indicator in self.indicators if indicator.evidence)


@dataclass(frozen=True, slots=True)
class DossierPage:
    """The own dossier: where it stands and what it covers. Without a row yet `version` is 0."""

    stage: Stage
    started_in_training: bool
    profile: str
    version: int
    areas: tuple[AreaCover, ...]
    pieces: int


@dataclass(frozen=True, slots=True)
class SharedItem:
    """An item that somebody gave to the reader: of whom, for what, and until when."""

    evidence_id: UUID
    title: str
    kind: EvidenceKind
    owner: str
    purpose: ReleasePurpose
    finished_on: date

    @property
    def last_day(self) -> date:
        """Return the last day on which it may be read."""
        return self.finished_on - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SharedRead:
    """A piece as its receiver reads it, with what the profile says of its indicators."""

    facts: EvidenceFacts
    areas: tuple[AreaCover, ...]
    owner: str
    purpose: ReleasePurpose
    finished_on: date

    @property
    def last_day(self) -> date:
        """Return the last day on which it may be read."""
        return self.finished_on - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FeedbackFacts:
    """A question for feedback: `mine` when the reader asked it. Kept: the answer is in the dossier."""

    id: UUID
    asker: str
    giver: str
    question: str
    asked_at: datetime
    due_on: date
    answer: str
    answered_at: datetime | None
    withdrawn: bool
    mine: bool
    version: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was handed in, as it was at that moment. `sha256` is that of `content` as canonical JSON.

    `content` holds "statement", "stage", "profile" and "items"; an item has "kind", "title", "text", "link",
    "happened_on", "indicators", "content" and "file" (None, or "id", "name", "media_type", "size", "sha256").
    """

    id: UUID
    person_id: UUID
    assessment_id: UUID | None
    submitted_at: datetime
    content: Mapping[str, Any]
    sha256: str


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A file in a copy of a dossier: its name in the copy, and where we keep it."""

    path: str
    file_id: UUID


@dataclass(frozen=True, slots=True)
class DossierCopy:
    """Everything a teacher takes along. `content` is the same wherever it is; `history` is of here."""

    owner: str
    made_at: datetime
    content: Mapping[str, Any]
    content_sha256: str
    history: Mapping[str, Any]
    files: tuple[CopyFile, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Brought:
    """A copy that was read and checked: its content, its files by path, and the installation it is of.

    `repacked`: its parts are as they were, the ZIP file around them is not.
    """

    content: Mapping[str, Any]
    files: Mapping[str, bytes]
    came_from: str
    repacked: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: items added, items that were there already, and the hash of the content now."""

    added: int
    known: int
    content_sha256: str


class EmptyEvidenceError(RefusedError):
    """There is nothing in it: no text, no file, no link."""

    code = "empty_evidence"
    message = gettext_noop("Add a text, a file or a link, so that others can see what you mean.")


class BadLinkError(RefusedError):
    """A link that does not begin with https:// or mailto:."""

    code = "bad_link"
    message = gettext_noop("A link begins with https:// or mailto:. Copy it from your browser.")


class UnknownIndicatorError(RefusedError):
    """An indicator that the profile in force does not have."""

    code = "unknown_indicator"
    message = gettext_noop("This indicator is not in the profile. Choose one of the list.")


class DossierFullError(RefusedError):
    """More pieces than one dossier holds."""

    code = "dossier_full"
    message = gettext_noop("A dossier holds at most %(most)s pieces. Remove what no longer helps you.")


class FrozenEvidenceError(RefusedError):
    """What came from elsewhere is not written over."""

    code = "frozen_evidence"
    message = gettext_noop(
        "What somebody else wrote stays as it is. You can change the title and indicators."
    )


class BadPeriodError(RefusedError):
    """A release that ends before it begins, or lasts too long."""

    code = "bad_period"
    message = gettext_noop("Choose a last day between today and %(last)s.")


class NothingChosenError(RefusedError):
    """No item was chosen."""

    code = "nothing_chosen"
    message = gettext_noop("Choose at least one piece of your dossier.")


class TooManyChosenError(RefusedError):
    """More items than go at once."""

    code = "too_many_chosen"
    message = gettext_noop("Choose at most %(most)s pieces at once.")


class AnsweredError(RefusedError):
    """The feedback was given, or the question taken back."""

    code = "feedback_settled"
    message = gettext_noop("This question has been answered or taken back already.")


class EmptyTextError(RefusedError):
    """Nothing was written."""

    code = "empty_text"
    message = gettext_noop("Write something first.")


class TooManyQuestionsError(RefusedError):
    """Too many questions wait for an answer."""

    code = "too_many_questions"
    message = gettext_noop("%(most)s of your questions wait for an answer. Take one back first.")


class BadCopyError(RefusedError):
    """A file that is no whole copy of a dossier: `entry` is the part that is wrong."""

    code = "bad_copy"
    message = gettext_noop("This copy cannot be read: %(entry)s is not as it was when the copy was made.")


class NotACopyError(RefusedError):
    """A file that is no copy of a dossier at all."""

    code = "not_a_copy"
    message = gettext_noop(
        "This is not a copy of a dossier from Startlijn. Choose the ZIP file you downloaded."
    )
