"""The hidden field that makes sending a form twice harmless (trust P5)."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from startlijn.base.seams import new_token
from startlijn.web.once import FIELD

register = template.Library()


@register.simple_tag
def form_token() -> SafeString:
    """Return a hidden field with a token of its own; it belongs in every form that posts."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_token())
