"""Template tags of instruments: what the components that ask and show answers need."""

from collections.abc import Sequence

from django import template

from startlijn.content.instruments import Instrument, Option
from startlijn.domain.instruments.terms import Answers
from startlijn.web.instruments import shown

register = template.Library()


@register.simple_tag
def asked_parts(instrument: Instrument, answers: Answers | str = "") -> Sequence[shown.AskedPart]:
    """Return an instrument as groups of radio buttons; `answers`: what was given before."""
    return shown.asked_parts(instrument, answers if isinstance(answers, Answers) else Answers())


@register.simple_tag
def shown_parts(instrument: Instrument, answers: Answers) -> Sequence[shown.ShownPart]:
    """Return the answers that were given, in words."""
    return shown.shown_parts(instrument, answers)


@register.simple_tag
def explained_scale(instrument: Instrument) -> Sequence[Option]:
    """Return the answers of the scale that explain themselves."""
    return shown.explained(instrument)
