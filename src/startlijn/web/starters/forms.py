"""Forms about starters: short ones, each for one thing."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.terms import Sector
from startlijn.base.seams import today
from startlijn.domain.guidance.queries.moves import OwnWork
from startlijn.domain.guidance.queries.places import PlaceToRegister
from startlijn.domain.guidance.queries.starter_page import StarterPage, Work
from startlijn.domain.guidance.queries.starters import Looking
from startlijn.domain.guidance.terms import (
    LARGEST_JOB,
    MOST_EXTENSION_DAYS,
    ContractType,
    Day,
    Luggage,
    NewEmployment,
    Standing,
)
from startlijn.domain.induction.terms import StarterType

_UNTIL = _("The first day on which it no longer holds. Leave empty when you do not know yet.")
_WORK = [(kind.value, kind.label) for kind in ContractType if kind != ContractType.NONE]


def _day(label: Any, help_text: Any = "", *, required: bool = True, first: Any = None) -> forms.DateField:
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
    started_on = _day(_("From"), first=today)
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

    started_on = _day(_("From"), first=today)
    finished_on = _day(_("Until"), _UNTIL, required=False)

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

    from_on = _day(
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


class EndForm(forms.Form):
    """The first day on which something no longer holds."""

    finished_on = _day(_("Until"), _("The first day on which it no longer holds."), first=today)


class PauseForm(forms.Form):
    """From when, and until when if that is known."""

    started_on = _day(_("From"), first=today)
    finished_on = _day(
        _("Until"), _("The first day back. Leave empty when you do not know yet."), required=False
    )


class ReturnForm(forms.Form):
    """The first day back."""

    finished_on = _day(_("First day back"), first=today)


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

    finished_on = _day(_("First day away"), first=today)


class AskForm(_WithPlace):
    """Whom a school asks to come, from when, beside or instead of the present work."""

    email = forms.EmailField(label=_("E-mail address of the starter"))
    started_on = _day(_("From"), first=today)
    contract_type = forms.ChoiceField(
        label=_("Kind of appointment"), choices=_WORK, initial=ContractType.TEMPORARY
    )
    fte = _job_size(_("Job size"), _("Full-time is 1."))
    beside = forms.BooleanField(
        label=_("The starter goes on working at the present school as well"), required=False
    )

    field_order = ("email", "place")


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
