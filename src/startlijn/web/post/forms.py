"""Forms about mail: a choice for each kind, and the page behind the link in a mail."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from startlijn.base.post.terms import MailChoiceView, MailKind, Pace


class ChoicesForm(forms.Form):
    """How mail of each kind comes, and until when what is off stays off."""

    off_until = forms.DateField(
        label=_("What is off, is off until and including"),
        help_text=_("From the next day on it comes at once again. Leave it empty to keep it off."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, choices: Iterable[MailChoiceView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = [each.kind for each in choices if not each.always]
        for each in choices:
            if not each.always:
                self.fields[each.kind.value] = forms.ChoiceField(
                    label=capfirst(str(each.label)), choices=Pace.choices, initial=each.pace
                )
        ends = {each.until for each in choices if each.until is not None}
        self.fields["off_until"].initial = min(ends) if ends else None
        self.order_fields([*(kind.value for kind in self._kinds), "off_until"])

    @property
    def paces(self) -> dict[MailKind, Pace]:
        """Return what was chosen for each kind."""
        return {kind: Pace(self.cleaned_data[kind.value]) for kind in self._kinds}


class StopForm(forms.Form):
    """What the link in a mail can do."""

    pace = forms.ChoiceField(
        label=_("From now on this kind of mail comes"),
        choices=[(Pace.OFF.value, Pace.OFF.label), (Pace.DAILY.value, Pace.DAILY.label)],
        initial=Pace.OFF.value,
        widget=forms.RadioSelect,
    )
