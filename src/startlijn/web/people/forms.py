"""Forms about people and their roles."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from startlijn.base.access.terms import ROLES as DEFINITIONS
from startlijn.base.access.terms import Place, Role
from startlijn.base.seams import today
from startlijn.web.names import PLACES, ROLES


class PersonForm(forms.Form):
    """Who somebody is: as little as possible."""

    given_name = forms.CharField(label=_("First name"), max_length=100)
    family_name = forms.CharField(label=_("Last name"), max_length=100, required=False)
    email = forms.EmailField(
        label=_("Work e-mail address"),
        required=False,
        help_text=_("Needed to log in. Without it the person can be named, but cannot get in."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("nl", _("Dutch")), ("en", _("English"))])


class RoleForm(forms.Form):
    """Which role, where, from when and until when."""

    role = forms.ChoiceField(label=_("Role"))
    place = forms.ChoiceField(label=_("Where"))
    started_on = forms.DateField(
        label=_("From"), initial=today, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    finished_on = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The first day on which the role no longer holds. Leave empty when you do not know yet."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, places: dict[Place, list[tuple[UUID, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, place = self.fields["role"], self.fields["place"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(place, forms.ChoiceField)
        names = sorted((str(ROLES[known]), known.value) for known in Role)
        role.choices = [(value, name) for name, value in names]
        place.choices = [
            (str(PLACES[kind]).capitalize(), [(f"{kind}:{pk}", name) for pk, name in rows])
            for kind, rows in places.items()
            if rows
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a role at a place where it cannot be held, and a period that runs backwards."""
        cleaned = super().clean() or {}
        if "role" in cleaned and "place" in cleaned:
            kind, _colon, pk = cleaned["place"].partition(":")
            cleaned["role"], cleaned["place"], cleaned["place_id"] = (
                Role(cleaned["role"]),
                Place(kind),
                UUID(pk),
            )
            allowed = DEFINITIONS[cleaned["role"]].places
            if cleaned["place"] not in allowed:
                names = ", ".join(sorted(str(PLACES[place]) for place in allowed))
                self.add_error("place", _("This role can be held at: %(places)s.") % {"places": names})
        start, end = cleaned.get("started_on"), cleaned.get("finished_on")
        if start and end and end <= start:
            self.add_error("finished_on", _("The end must lie after the beginning."))
        return cleaned
