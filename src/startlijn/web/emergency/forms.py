"""The form that asks for emergency access."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from startlijn.base.walls.queries import kinds


def _choices() -> list[tuple[str, str]]:
    found = [(label, str(capfirst(model._meta.verbose_name_plural))) for label, model in kinds().items()]
    return sorted(found, key=lambda choice: choice[1])


class AskForm(forms.Form):
    """Whom it is about, what is to be read, and why."""

    email = forms.EmailField(
        label=_("E-mail address of whom it is about"),
        help_text=_("Somebody who works at your board or at one of its schools."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    table = forms.ChoiceField(
        label=_("What do you need to read?"), help_text=_("Coaching is not in this list, and never will be.")
    )
    reason = forms.CharField(
        label=_("Why can it not wait?"),
        help_text=_("The privacy officer reads this and decides. Write no health data."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        table = self.fields["table"]
        assert isinstance(table, forms.ChoiceField)
        table.choices = _choices()
