"""Hours on screen: without needless zeros, as the language writes them."""

from decimal import Decimal

from django import template

from startlijn.domain.induction.rules.reasons import hours_text

register = template.Library()


@register.filter
def hours(value: Decimal) -> str:
    """Return hours as people write them: 40, 24.5, in Dutch 24,5."""
    return hours_text(Decimal(value))
