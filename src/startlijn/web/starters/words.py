"""How warnings, certainty and deeds of a file are called on screen."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.content.sector_rules import Certainty
from startlijn.domain.guidance.queries.preview import Deed
from startlijn.domain.guidance.rules.entitlements import SENTENCES, Warned

CERTAINTIES: dict[Certainty, Promise] = {
    Certainty.SEEN: _("read in the source"),
    Certainty.KNOWN: _("general knowledge, not checked"),
    Certainty.INFERRED: _("worked out from other rules"),
    Certainty.OPEN: _("read in the source, but it may have changed since"),
}

DEEDS: dict[Deed, Promise] = {
    Deed.REGISTER: _("new"),
    Deed.ADD: _("another appointment"),
    Deed.CHANGE: _("changes"),
    Deed.SAME: _("stays the same"),
    Deed.REFUSE: _("left out"),
}


def warning(found: Warned) -> str:
    """Return what is odd, in the reader's language, with numbers as the language writes them."""
    figures = {
        name: number_format(value.normalize() if value else value, use_l10n=True)
        if isinstance(value, Decimal)
        else value
        for name, value in found.figures.items()
    }
    return gettext(SENTENCES[found.odd]) % figures
