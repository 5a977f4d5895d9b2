"""A sentence that explains something: a message and its figures, said in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext

Figure = str | int | Decimal | Promise | tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A message to translate and what goes into it. ``str(reason)`` says it in the active language.

    A tuple among the figures is shown as a list with commas, hours without needless zeros.
    """

    message: str
    figures: Mapping[str, Figure] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.message) % {name: _shown(value) for name, value in self.figures.items()}


def hours_text(hours: Decimal) -> str:
    """Return hours as the active language writes them: 1.5, 1,5, 40."""
    places = max(0, -int(hours.normalize().as_tuple().exponent))
    return str(number_format(hours, decimal_pos=min(places, 2), use_l10n=True))


def listed(parts: tuple[object, ...]) -> str:
    """Return things after each other with commas."""
    return ", ".join(_shown(part) for part in parts)


def sentence_case(text: object) -> str:
    """Return the text with its first letter large."""
    return capfirst(str(text))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return listed(value)
    return hours_text(value) if isinstance(value, Decimal) else str(value)
