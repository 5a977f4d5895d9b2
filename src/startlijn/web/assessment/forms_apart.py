"""The form with which the coordinator asks for an exception for both roles."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from startlijn.base.seams import today
from startlijn.domain.guidance.rules.apart import MOST_DAYS


class BothRolesForm(forms.Form):
    """Who would both coach and assess, why, and until when."""

    holder_id = forms.TypedChoiceField(label=_("Who would both coach and assess?"), coerce=UUID)
    reason = forms.CharField(
        label=_("Why is there no other way?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The starter and the panel read this. Write nothing about health or anything private."),
    )
    last_day = forms.DateField(
        label=_("Until and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("At most a year."),
    )

    def __init__(self, *args: Any, holders: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = today()
        field = self.fields["holder_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(pk), name) for pk, name in holders]
        last = on + timedelta(days=MOST_DAYS)
        self.fields["last_day"].widget.attrs |= {"min": on.isoformat(), "max": last.isoformat()}
