"""Words of instruments: kinds, purposes, answers and scores, and why something is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError
from startlijn.content.instruments import NOT_APPLICABLE, NOT_SEEN, Option, Part, Zone

NOTE_LENGTH = 1000
MOST_OWN = 200  # versions that one partnership imports
Value = int | str


class InstrumentKind(models.TextChoices):
    """What an instrument is; the values are those of the files."""

    OBSERVATION = "observation", _("lesson observation")
    PROFILE = "profile", _("competence profile")
    GROWTH = "growth", _("growth model")
    SCAN = "scan", _("scan")
    RESEARCH = "research", _("research criteria")
    PULSE = "pulse", _("short questionnaire")
    FLOW = "flow", _("challenge and skill")


class InstrumentPurpose(models.TextChoices):
    """What an instrument may be used for; fixed before the first answer (domain.md §6 rule 3)."""

    COACHING = "coaching", _("coaching")
    PEER = "peer", _("learning from colleagues")
    DETERMINATION = "determination", _("determining a stage")
    QUALITY = "quality", _("quality of the programme")
    RESEARCH = "research", _("research in the school")


class WithoutScale(models.TextChoices):
    """Answers that are not on the scale: they count in no score."""

    NOT_SEEN = NOT_SEEN, _("not seen")
    NOT_APPLICABLE = NOT_APPLICABLE, _("does not apply here")


class CertaintyOf(models.TextChoices):
    """How sure we are of where an instrument comes from."""

    SEEN = "seen", _("seen in the source")
    KNOWN = "known", _("known in the field, not checked against a source")
    INFERRED = "inferred", _("made or deduced by ourselves")


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by key of the item: a value of the scale, "not_seen" or "not_applicable"; and notes by key.

    An item without an answer is not in `values`; one without a note is not in `notes`.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return the answers as they can be kept as JSON; `rules.answers_from` turns them back."""
        return {"values": dict(self.values), "notes": dict(self.notes)}


@dataclass(frozen=True, slots=True)
class PartScore:
    """The score of one part.

    `score` is a mean (two decimals), a sum or a level, by the method of the instrument; None when too few
    items were answered. `counts` says how often each value of the scale was given.
    """

    part: Part
    score: Decimal | None
    answered: int
    not_seen: int
    not_applicable: int
    counts: Mapping[int, int]
    level: Option | None = None

    @property
    def open(self) -> int:
        """Return how many items have no answer at all."""
        return self.part.size - self.answered - self.not_seen - self.not_applicable


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of an instrument, per part; `zone` only where it scores in zones and both were answered."""

    parts: tuple[PartScore, ...]
    zone: Zone | None = None


class InvalidAnswersError(RefusedError):
    """An answer that the instrument does not know; `figures` names the item."""

    code = "invalid_answers"
    message = gettext_noop("This answer does not belong to “%(item)s”. Choose one of the answers shown.")


class UnknownItemError(InvalidAnswersError):
    """An answer to something the instrument does not ask."""

    code = "unknown_item"
    message = gettext_noop("“%(item)s” is not part of this instrument.")


class NoteTooLongError(InvalidAnswersError):
    """A note that is too long."""

    code = "note_too_long"
    message = gettext_noop("The note at “%(item)s” is longer than %(most)s characters. Make it shorter.")


class UnansweredError(InvalidAnswersError):
    """An item without an answer where all are needed."""

    code = "unanswered"
    message = gettext_noop("There is no answer yet to “%(item)s”.")


class NotForThisPurposeError(RefusedError):
    """The instrument was not made for this."""

    code = "not_for_this_purpose"
    message = gettext_noop("“%(instrument)s” is not meant for: %(purpose)s. Choose another instrument.")


class TrainedOnlyError(RefusedError):
    """Only somebody who was trained for the instrument may use it."""

    code = "trained_only"
    message = gettext_noop("“%(instrument)s” is for people who were trained for it.")


class FormOnlyError(RefusedError):
    """Only the form is known, because the texts are not free."""

    code = "form_only"
    message = gettext_noop(
        "Of “%(instrument)s” only the form is here. Who has a licence can import it with the texts."
    )


class VersionStandsError(RefusedError):
    """A version that is already there, with another content."""

    code = "version_stands"
    message = gettext_noop("%(instrument)s already exists and never changes. Give your file a new version.")


class TooManyInstrumentsError(RefusedError):
    """More instruments than one partnership keeps."""

    code = "too_many_instruments"
    message = gettext_noop("A partnership keeps at most %(most)s versions of own instruments.")
