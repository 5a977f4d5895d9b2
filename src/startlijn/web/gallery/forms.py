"""A form with every kind of field, for the gallery only."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of every kind; nothing is stored."""

    name = forms.CharField(
        label=_("Name of the group"), help_text=_("As people say it, for example: Venlo 1.")
    )
    mail = forms.EmailField(label=_("E-mail address"), required=False)
    meets_on = forms.DateField(label=_("First meeting"), widget=forms.DateInput(attrs={"type": "date"}))
    region = forms.ChoiceField(
        label=_("Sub-region"),
        choices=[("", "—"), ("db", "Den Bosch"), ("ve", "Veghel"), ("ti", "Tilburg"), ("vl", "Venlo")],
    )
    question = forms.CharField(
        label=_("What do you want to learn?"), widget=forms.Textarea(attrs={"rows": 4})
    )
    goals = forms.MultipleChoiceField(
        label=_("What is the group for?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("best", _("sharing what works")),
            ("cases", _("talking about cases")),
            ("strong", _("building strong programmes together")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("Kind of group"),
        widget=forms.RadioSelect,
        choices=[("intervision", _("Intervision group")), ("audit", _("Audit group"))],
    )
    plan = forms.FileField(label=_("Policy document"), required=False)
    agree = forms.BooleanField(
        label=_("The school leader knows about this"), help_text=_("Without this you cannot sign up.")
    )
    frozen = forms.CharField(label=_("School"), disabled=True, required=False, initial="De Wissel, Veghel")


KIND_NOTES = {
    "intervision": _("You exchange experience with school educators of other schools, twice in spring."),
    "audit": _("At most four schools look at each other’s programme and give advice."),
}
