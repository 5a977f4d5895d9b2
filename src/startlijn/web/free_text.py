"""The field for free text about a person: it reminds of what does not belong in it (AVG article 9).

`tests/house_rules/test_free_text.py` asks it of every free text in a form, or a reason why not.
"""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

REMINDER = _(
    "Write nothing about health, religion, origin, politics or union, and no names of pupils. "
    "Whoever it is about can read it."
)


class TextAboutPeople(forms.CharField):
    """A text of several lines with the reminder above it, which screen readers read with the field."""

    def __init__(self, *, rows: int = 3, help_text: Any = "", **kwargs: Any) -> None:
        told = format_lazy("{} {}", help_text, REMINDER) if help_text else REMINDER
        super().__init__(help_text=told, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class LineAboutPeople(forms.CharField):
    """A text of one line with the reminder, for a form in which no other field has it."""

    def __init__(self, *, help_text: Any = "", **kwargs: Any) -> None:
        told = format_lazy("{} {}", help_text, REMINDER) if help_text else REMINDER
        super().__init__(help_text=told, **kwargs)
