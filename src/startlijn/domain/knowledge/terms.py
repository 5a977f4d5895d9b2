"""Words of knowledge: kinds of products, how far they are, what looks personal, and what is refused."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.files.terms import Upload
from startlijn.base.refusals import RefusedError

TITLE_LENGTH = 160
TEXT_LENGTH = 20_000
WORDS_LENGTH = 500
MOST_VERSIONS = 100
MOST_MAKERS = 20
MOST_PRODUCTS = 200  # of one school
MOST_STEPS = 50
ROWS_PER_PAGE = 12
KEPT = "Five school years after it was last changed."


class ProductKind(models.TextChoices):
    """What a team makes (seed 000 line 64; domain.md 0.34)."""

    PROGRAMME = "programme", _("written programme")
    TALK = "talk", _("talk with stakeholders")
    TRAINING = "training", _("training")
    FORMAT = "format", _("format or checklist")
    OTHER = "other", _("something else")


class ProductStatus(models.TextChoices):
    """What was done with a product between meetings (seed 000 line 49)."""

    ELABORATED = "elaborated", _("worked out")
    APPLIED = "applied", _("applied")
    DISCUSSED = "discussed", _("discussed with colleagues")


class PersonalKind(models.TextChoices):
    """What looks like personal data in a text."""

    EMAIL = "email", _("an e-mail address")
    PHONE = "phone", _("a phone number")
    BSN = "bsn", _("a citizen service number (BSN)")
    NAME = "name", _("a name of somebody at your school")
    CLASS_LIST = "class_list", _("a list of names")


class Part(models.TextChoices):
    """Where in a product something was found."""

    TITLE = "title", _("in the title")
    TEXT = "text", _("in the text")
    FILE = "file", _("in the file")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new version holds. `keeps_file`: without an upload the file of the version before stays."""

    title: str
    text: str = ""
    upload: Upload | None = None
    keeps_file: bool = True
    change: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text that looks personal: from `start` until, not including, `end`."""

    kind: PersonalKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that looks personal, with a few words before and after, and in which part it is."""

    kind: PersonalKind
    part: Part
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found. `unread`: the file is of a kind that cannot be read here, so people look."""

    findings: tuple[Finding, ...]
    unread: bool


class EmptyProductError(RefusedError):
    """A version without text and without a file."""

    code = "product_empty"
    message = gettext_noop("Write a text or add a file.")


class TooManyProductsError(RefusedError):
    """More products, versions or makers than one school or product can hold."""

    code = "product_full"
    message = gettext_noop("There are %(most)s already, and no more fit.")


class NobodyHereError(RefusedError):
    """Nobody with this address has a role at the school."""

    code = "product_nobody_here"
    message = gettext_noop("Nobody at this school is known here with that e-mail address.")


class LastMakerError(RefusedError):
    """A product needs somebody who looks after it."""

    code = "product_last_maker"
    message = gettext_noop("Somebody has to look after this. Add a colleague first.")


class NotConfirmedError(RefusedError):
    """Nobody confirmed that there are no personal data in it."""

    code = "product_not_confirmed"
    message = gettext_noop("Look through it first, and tick that there are no personal data in it.")


class FoundPersonalError(RefusedError):
    """The check found places, and nobody said that they may stay."""

    code = "product_found_personal"
    message = gettext_noop("The check found %(count)s places. Mend them, or tick that they may stay.")


class AlreadyPublishedError(RefusedError):
    """This version is already in the knowledge base."""

    code = "product_already_published"
    message = gettext_noop("This version is already in the knowledge base.")


class StillPublishedError(RefusedError):
    """A product that others can see is not removed."""

    code = "product_still_published"
    message = gettext_noop("Others can still see this. Take it back first.")


class LaterDayError(RefusedError):
    """A day that has yet to come."""

    code = "product_later_day"
    message = gettext_noop("Choose today or an earlier day.")


class OwnProductError(RefusedError):
    """Thanking or copying what the own team made."""

    code = "product_own"
    message = gettext_noop("This is of your own team.")
