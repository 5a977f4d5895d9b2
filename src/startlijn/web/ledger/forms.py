"""Forms of own work, of what participants thought, and of a decision about a statement."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.base.seams import today
from startlijn.domain.courses.terms import LEDGER_WORDS_LENGTH, REASON_LENGTH, Opinion, WorkKind
from startlijn.web.guidance.forms import date_field

_HOURS = [(hour, str(hour)) for hour in range(13)]
_MINUTES = [(minute, str(minute)) for minute in (0, 15, 30, 45)]


class WorkForm(forms.Form):
    """Own work on one day."""

    on = date_field(_("When?"))
    hours = forms.TypedChoiceField(label=_("Hours"), coerce=int, choices=_HOURS)
    minutes = forms.TypedChoiceField(label=_("Minutes"), coerce=int, choices=_MINUTES)
    kind = forms.ChoiceField(
        label=_("What did you do?"),
        choices=lambda: [(each.value, capfirst(each.label)) for each in WorkKind],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=LEDGER_WORDS_LENGTH,
        help_text=_("Only you read this. No names of pupils or parents."),
    )
    product = forms.TypedChoiceField(
        label=_("For something you make here?"), required=False, coerce=UUID, empty_value=None
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, products: Sequence[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if products:
            field = self.fields["product"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", gettext("No")), *((str(pk), title) for pk, title in products)]
        else:
            del self.fields["product"]
        for name, value in {"on": today(), "hours": 1, "minutes": 0}.items():
            self.initial.setdefault(name, value)

    def clean(self) -> dict[str, Any] | None:
        """Refuse work that took no time."""
        given = super().clean()
        if given and given.get("hours") == 0 and given.get("minutes") == 0:
            raise ValidationError(gettext("Choose how long it took."))
        return given

    def given(self) -> dict[str, Any]:
        """Return what was typed, as the verbs take it."""
        typed = self.cleaned_data
        return {
            "on": typed["on"],
            "minutes": typed["hours"] * 60 + typed["minutes"],
            "kind": WorkKind(typed["kind"]),
            "words": typed["words"],
        }


class OpinionForm(forms.Form):
    """Three sentences, each with a score from 1 to 5."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scores = [
            (5, gettext("Fully agree")),
            (4, gettext("Agree")),
            (3, gettext("In between")),
            (2, gettext("Do not agree")),
            (1, gettext("Do not agree at all")),
        ]
        for each in Opinion:
            self.fields[each.value] = forms.TypedChoiceField(
                label=each.label, coerce=int, choices=scores, widget=forms.RadioSelect
            )

    def scores(self) -> dict[Opinion, int]:
        """Return the score of each sentence."""
        return {each: self.cleaned_data[each.value] for each in Opinion}


class DecideForm(forms.Form):
    """Why a coordinator gives a statement although the hours were not reached."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=REASON_LENGTH,
        help_text=_("The participant can read this. Write nothing about health or private circumstances."),
    )
