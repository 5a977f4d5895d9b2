"""Forms about the time of a line, moves, pools, files, and what one looks for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from startlijn.base.seams import today
from startlijn.domain.guidance.queries.moves import OwnWork
from startlijn.domain.guidance.queries.starters import Looking
from startlijn.domain.guidance.terms import (
    MOST_EXTENSION_DAYS,
    Luggage,
    Standing,
)
from startlijn.web.starters.forms import day_field


class EndForm(forms.Form):
    """The first day on which something no longer holds."""

    finished_on = day_field(_("Until"), _("The first day on which it no longer holds."), first=today)


class StartForm(forms.Form):
    """The first day of a line, put right."""

    started_on = day_field(_("First day of the line"))


class PauseForm(forms.Form):
    """From when, and until when if that is known."""

    started_on = day_field(_("From"), first=today)
    finished_on = day_field(
        _("Until"), _("The first day back. Leave empty when you do not know yet."), required=False
    )


class ReturnForm(forms.Form):
    """The first day back."""

    finished_on = day_field(_("First day back"), first=today)


class ExtendForm(forms.Form):
    """By how many days a line is extended, in all."""

    days = forms.IntegerField(
        label=_("Days in all"),
        help_text=_("A year has 365 days. 0 takes an extension back."),
        min_value=0,
        max_value=MOST_EXTENSION_DAYS,
    )


class LeaveForm(forms.Form):
    """The first day away."""

    finished_on = day_field(_("First day away"), first=today)


class DecideForm(forms.Form):
    """What travels along, and which present work ends."""

    luggage = forms.MultipleChoiceField(
        label=_("What travels with you?"),
        help_text=_("Tick what the new school and your new coach may see. Nothing is fine too."),
        choices=Luggage,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ends = forms.TypedMultipleChoiceField(
        label=_("Which work ends then?"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, work: Sequence[OwnWork], beside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all = [each.id for each in work]
        if beside or len(work) < 2:
            del self.fields["ends"]
            return
        field = self.fields["ends"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(each.id), each.place) for each in work]
        field.initial = [str(pk) for pk in self.all]

    def details(self) -> dict[str, Any]:
        """Return what was decided; call after `is_valid`."""
        given = self.cleaned_data
        luggage = [Luggage(each) for each in given["luggage"]]
        return {"luggage": luggage, "ends": given.get("ends", self.all)}


class LookingForm(forms.Form):
    """What one looks for in the list; what makes no sense is left out."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    school = forms.ChoiceField(label=_("School"), required=False)
    year = forms.TypedChoiceField(
        label=_("Year"),
        choices=[("", _("All years")), ("1", "1"), ("2", "2"), ("3", "3")],
        coerce=int,
        empty_value=None,
        required=False,
    )
    standing = forms.ChoiceField(
        label=_("How it stands"),
        choices=[
            ("", _("Everybody who is here or comes")),
            *((each.value, each.label) for each in Standing if each != Standing.UNDONE),
        ],
        required=False,
    )
    no_coach = forms.BooleanField(label=_("Without a coach"), required=False)

    def __init__(self, *args: Any, schools: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["school"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All schools")), *schools]
        if len(schools) < 2:
            del self.fields["school"]

    def looking(self) -> Looking:
        """Return what was asked for."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return Looking(
            text=given.get("q", "").strip(),
            school_id=UUID(given["school"]) if given.get("school") else None,
            year=given.get("year"),
            standing=Standing(given["standing"]) if given.get("standing") else None,
            without_coach=bool(given.get("no_coach")),
        )


class ClaimForm(forms.Form):
    """Into which pool."""

    pool = forms.ChoiceField(label=_("Pool"))

    def __init__(self, *args: Any, pools: Sequence[tuple[UUID | None, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pool"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(pk or ""), name or _("Pool of the partnership")) for pk, name in pools]
        field.required = any(pk for pk, _name in pools) and len(pools) > 1

    def board_id(self) -> UUID | None:
        """Return the board whose pool it is; None for the partnership's. Call after `is_valid`."""
        return UUID(self.cleaned_data["pool"]) if self.cleaned_data["pool"] else None


class FileForm(forms.Form):
    """A file of HR."""

    file = forms.FileField(label=_("File"))
