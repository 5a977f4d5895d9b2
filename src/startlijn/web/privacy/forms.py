"""Forms of privacy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from startlijn.base.privacy.queries import grounds


class DayForm(forms.Form):
    """Which day to look ahead to."""

    on = forms.DateField(
        label=_("As if it were"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class GroundForm(forms.Form):
    """Why somebody asks to leave the data as they are (AVG article 18)."""

    ground = forms.ChoiceField(label=_("Why"), choices=grounds, widget=forms.RadioSelect)
