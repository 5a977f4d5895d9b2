"""Forms about starters: short ones, each for one thing."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.terms import Sector
from startlijn.base.seams import today
from startlijn.domain.guidance.queries.places import PlaceToRegister
from startlijn.domain.guidance.queries.starter_page import StarterPage, Work
from startlijn.domain.guidance.terms import (
    LARGEST_JOB,
    ContractType,
    Day,
    NewEmployment,
)
from startlijn.domain.induction.terms import StarterType

_UNTIL = _("The first day on which it no longer holds. Leave empty when you do not know yet.")
_WORK = [(kind.value, kind.label) for kind in ContractType if kind != ContractType.NONE]


def day_field(
    label: Any, help_text: Any = "", *, required: bool = True, first: Any = None
) -> forms.DateField:
    """Return a field for a day, which the browser helps to choose."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget, initial=first)


def _job_size(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=Decimal(0),
        max_value=LARGEST_JOB,
        decimal_places=3,
        localize=True,
        initial=Decimal(1) if required else None,
    )


def _days() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Days at work"), choices=Day, required=False, widget=forms.CheckboxSelectMultiple
    )


class PlaceField(forms.ChoiceField):
    """Where somebody works: a school, the pool of a board, or nowhere at the moment."""

    def offer(self, places: Sequence[PlaceToRegister]) -> None:
        """Offer these places; with one only, choose it."""
        self.places = {f"{index}": place for index, place in enumerate(places)}
        schools = [(key, place.name) for key, place in self.places.items() if place.school_id]
        pools = [
            (key, place.name or _("No school or board now"))
            for key, place in self.places.items()
            if not place.school_id
        ]
        groups = [(_("Schools"), schools), (_("Without a school"), pools)]
        self.choices = [group for group in groups if group[1]] if pools else schools
        if len(self.places) == 1:
            self.initial = "0"

    def place(self, key: str) -> PlaceToRegister:
        """Return what was chosen."""
        return self.places[key]


class _WithPlace(forms.Form):
    """A form that asks where."""

    place = PlaceField(label=_("Where"))

    def __init__(self, *args: Any, places: Sequence[PlaceToRegister], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, PlaceField)
        field.offer(places)

    def chosen(self) -> PlaceToRegister:
        """Return the place; call after `is_valid`."""
        field = self.fields["place"]
        assert isinstance(field, PlaceField)
        return field.place(self.cleaned_data["place"])


class RegisterForm(_WithPlace):
    """What is needed to register a starter; the rest can be filled in later."""

    given_name = forms.CharField(label=_("First name"), max_length=100)
    family_name = forms.CharField(label=_("Last name"), max_length=100, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("An address that stays when somebody changes schools works best."),
    )
    starter_type = forms.ChoiceField(label=_("Kind of starter"), choices=StarterType)
    started_on = day_field(_("From"), first=today)
    contract_type = forms.ChoiceField(
        label=_("Kind of appointment"), choices=_WORK, initial=ContractType.TEMPORARY
    )
    fte = _job_size(_("Job size"), _("Full-time is 1."))
    days = _days()
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", "–"), *Sector.choices], required=False)

    field_order = ("given_name", "family_name", "email", "starter_type", "place")

    def __init__(self, *args: Any, places: Sequence[PlaceToRegister], **kwargs: Any) -> None:
        super().__init__(*args, places=places, **kwargs)
        if all(place.school_id for place in places):
            del self.fields["sector"]
        else:
            self.fields["sector"].help_text = _("Only needed when there is no school.")

    def clean(self) -> dict[str, Any]:
        """Take the sector of the school; ask for it where there is none."""
        cleaned = super().clean() or {}
        if cleaned.get("place"):
            cleaned["sector"] = self.chosen().sector or cleaned.get("sector")
            if not cleaned["sector"]:
                self.add_error("sector", _("Choose the sector."))
        return cleaned

    def details(self) -> dict[str, Any]:
        """Return what registering needs; call after `is_valid`."""
        given, place = self.cleaned_data, self.chosen()
        work = NewEmployment(
            started_on=given["started_on"],
            contract_type=ContractType(given["contract_type"]),
            fte=given["fte"],
            school_id=place.school_id,
            board_id=place.board_id,
        )
        return {
            "given_name": given["given_name"],
            "family_name": given["family_name"],
            "email": given["email"].lower(),
            "language": "nl",
            "sector": given["sector"],
            "starter_type": StarterType(given["starter_type"]),
            "started_on": given["started_on"],
            "employments": [work],
            "days": [Day(day) for day in given["days"]],
        }


class DetailsForm(forms.Form):
    """What kind of starter, which subjects, which days."""

    starter_type = forms.ChoiceField(label=_("Kind of starter"), choices=StarterType)
    subjects = forms.CharField(label=_("Subjects or year groups"), max_length=200, required=False)
    days = _days()
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(page: StarterPage) -> dict[str, Any]:
        """Return what the form shows of a starter."""
        return {
            "starter_type": page.starter_type,
            "subjects": page.subjects,
            "days": list(page.days),
            "expected_version": page.version,
        }

    def details(self) -> dict[str, Any]:
        """Return what was filled in; call after `is_valid`."""
        given = self.cleaned_data
        return {
            **given,
            "starter_type": StarterType(given["starter_type"]),
            "days": [Day(day) for day in given["days"]],
        }


class _JobForm(forms.Form):
    """The parts of an appointment."""

    contract_type = forms.ChoiceField(
        label=_("Kind of appointment"), choices=_WORK, initial=ContractType.TEMPORARY
    )
    fte = _job_size(_("Job size"), _("Full-time is 1."))
    fte_agreed = _job_size(
        _("Job size agreed at the start"),
        _("When it was another one. Then you see whether a reduction was taken from the lessons."),
        required=False,
    )
    lesson_hours = forms.IntegerField(
        label=_("Hours of lessons a year"),
        help_text=_("Clock hours in the timetable. Secondary education counts with these."),
        required=False,
        min_value=0,
        max_value=1659,
    )
    salary_scale = forms.CharField(label=_("Salary scale"), max_length=4, required=False)
    salary_step = forms.IntegerField(label=_("Step"), required=False, min_value=0, max_value=20)

    def job(self) -> dict[str, Any]:
        """Return the parts; call after `is_valid`."""
        given = self.cleaned_data
        names = ("fte", "fte_agreed", "lesson_hours", "salary_step")
        return {
            **{name: given[name] for name in names},
            "salary_scale": given["salary_scale"].upper(),
            "contract_type": ContractType(given["contract_type"]),
        }


class AppointmentForm(_WithPlace, _JobForm):
    """A new appointment beside or after others."""

    started_on = day_field(_("From"), first=today)
    finished_on = day_field(_("Until"), _UNTIL, required=False)

    field_order = ("place", "started_on", "finished_on")

    def employment(self) -> NewEmployment:
        """Return the appointment; call after `is_valid`."""
        place, given = self.chosen(), self.cleaned_data
        return NewEmployment(
            started_on=given["started_on"],
            finished_on=given["finished_on"],
            school_id=place.school_id,
            board_id=place.board_id,
            **self.job(),
        )


class ChangeWorkForm(_JobForm):
    """A change of an appointment from a day on."""

    from_on = day_field(
        _("From"), _("The first day of the change. The first day of the appointment corrects a mistake.")
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("from_on",)

    @staticmethod
    def initial_of(work: Work) -> dict[str, Any]:
        """Return what the form shows of an appointment."""
        return {
            "from_on": max(today(), work.started_on),
            "contract_type": work.contract_type,
            "fte": work.fte.normalize(),
            "fte_agreed": None if work.fte_agreed is None else work.fte_agreed.normalize(),
            "lesson_hours": work.lesson_hours,
            "salary_scale": work.salary_scale,
            "salary_step": work.salary_step,
            "expected_version": work.version,
        }


class AskForm(_WithPlace):
    """Whom a school asks to come, from when, beside or instead of the present work."""

    email = forms.EmailField(label=_("E-mail address of the starter"))
    started_on = day_field(_("From"), first=today)
    contract_type = forms.ChoiceField(
        label=_("Kind of appointment"), choices=_WORK, initial=ContractType.TEMPORARY
    )
    fte = _job_size(_("Job size"), _("Full-time is 1."))
    beside = forms.BooleanField(
        label=_("The starter goes on working at the present school as well"), required=False
    )

    field_order = ("email", "place")
