"""Forms of the calendar."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from startlijn.domain.calendar.terms import MOST_BYTES

_MEBIBYTE = 1024 * 1024


def _not_too_large(file: Any) -> None:
    if file.size > MOST_BYTES:
        raise ValidationError(
            _("The file is larger than %(limit)s MB. Leave out what is not needed."),
            params={"limit": MOST_BYTES // _MEBIBYTE},
        )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class HolidayFileForm(forms.Form):
    """The government's file."""

    file = forms.FileField(label=_("File with school holidays"), validators=[_not_too_large])


class HolidayForm(forms.Form):
    """A break of a region, typed in."""

    first = _day(_("First day, a Saturday"))
    last = _day(_("Last day, a Sunday"))
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class OwnDaysForm(forms.Form):
    """Own days of a school."""

    school_id = forms.TypedChoiceField(label=_("School"), coerce=UUID)
    name = forms.CharField(
        label=_("What"), max_length=60, help_text=_("For example: carnival, or a study day of the team.")
    )
    first = _day(_("First day"))
    last = _day(_("Last day"))
    opened = forms.BooleanField(
        label=_("The school is open on these days, although the region has a holiday"), required=False
    )

    def __init__(self, *args: Any, schools: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["school_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(pk), name) for pk, name in schools]
        if len(schools) == 1:
            field.widget = forms.HiddenInput()
            self.initial.setdefault("school_id", schools[0][0])
