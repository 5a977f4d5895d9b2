"""Forms about schools, boards, sub-regions and files of the register."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.terms import KINDS, Sector
from startlijn.base.seams import today
from startlijn.engines.duo import Kind
from startlijn.engines.tables import LIMITS

_MEBIBYTE = 1024 * 1024
_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _LocationForm(forms.Form):
    """Where a school is: a place, and a point when it is known."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("The name that people use. No import changes it.")
    )
    place = forms.CharField(label=_("Place"), max_length=100)
    latitude = forms.FloatField(
        label=_("Latitude"),
        required=False,
        min_value=50,
        max_value=54,
        help_text=_("For instance 51.6906. Journeys are worked out from here."),
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    longitude = forms.FloatField(
        label=_("Longitude"),
        required=False,
        min_value=3,
        max_value=8,
        help_text=_("For instance 5.2972."),
        widget=forms.NumberInput(attrs={"step": "any"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse half a point."""
        cleaned = super().clean() or {}
        given = [cleaned.get("latitude") is not None, cleaned.get("longitude") is not None]
        if any(given) and not all(given) and not self.errors:
            missing = "longitude" if given[0] else "latitude"
            self.add_error(missing, _("Give both numbers, or leave both empty."))
        return cleaned


class SchoolEditForm(_LocationForm):
    """Change a school; `version` notices that somebody else was first."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class _MembershipForm(forms.Form):
    """The sub-region a school belongs to, and from when."""

    sub_region = forms.ChoiceField(label=_("Sub-region"))

    def __init__(self, *args: Any, sub_regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sub_region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = sub_regions


class SchoolMoveForm(_MembershipForm):
    """Move a school to another sub-region."""

    from_on = forms.DateField(
        label=_("From"), initial=today, widget=_DATE, help_text=_("The old membership ends on this day.")
    )


class SchoolMergeForm(forms.Form):
    """In which school a school goes on, and from when."""

    into = forms.ChoiceField(label=_("Goes on in"))
    on = forms.DateField(
        label=_("From"), initial=today, widget=_DATE, help_text=_("The first day in the other school.")
    )

    def __init__(self, *args: Any, schools: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a school")), *schools]


class RegisterSchoolForm(_MembershipForm):
    """Take a school from the register: only what the register does not know."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("The name that people use. No import changes it.")
    )
    started_on = forms.DateField(label=_("Takes part from"), initial=today, widget=_DATE)
    field_order = ("name", "sub_region", "started_on")


class SchoolForm(_LocationForm, _MembershipForm):
    """A school that is not in the register."""

    board = forms.ChoiceField(label=_("Board"))
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    started_on = forms.DateField(label=_("Takes part from"), initial=today, widget=_DATE)
    field_order = ("name", "board", "sector", "sub_region", "place", "latitude", "longitude", "started_on")

    def __init__(self, *args: Any, boards: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["board"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = boards


class NameForm(forms.Form):
    """The name of a board or a sub-region."""

    name = forms.CharField(label=_("Name"), max_length=100)


def _not_too_large(file: Any) -> None:
    if file.size > LIMITS.size:
        raise ValidationError(
            _("The file is larger than %(limit)s MB. Leave out what is not needed."),
            params={"limit": LIMITS.size // _MEBIBYTE},
        )


class UploadForm(forms.Form):
    """A file of DUO, and what goes with it."""

    file = forms.FileField(label=_("File of DUO"), validators=[_not_too_large])
    kind = forms.ChoiceField(
        label=_("What it is"),
        required=False,
        choices=[
            ("", _("Find out from the file")),
            *((kind.value, words) for kind, words in KINDS.items() if kind not in {Kind.LOCATIONS, Kind.HO}),
        ],
    )
    locations = forms.FileField(
        label=_("File of locations"),
        required=False,
        validators=[_not_too_large],
        help_text=_("RIO's onderwijslocaties.csv, so that every school stands at its own address."),
    )
    allow_fewer = forms.BooleanField(
        label=_("Also when there are far fewer rows than in the register"),
        required=False,
        help_text=_("Without this, a file that was cut off is refused."),
    )
