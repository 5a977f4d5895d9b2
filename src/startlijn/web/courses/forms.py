"""Forms of courses: a team, a contact, a wish; a course, its tariff, an edition."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.terms import Sector
from startlijn.base.seams import today
from startlijn.domain.courses.actions import Contact, CourseFacts, EditionFacts, Named
from startlijn.domain.courses.queries.views import CourseView, EditionView, EnrolmentView
from startlijn.domain.courses.terms import (
    LARGEST_TEAM,
    MAX_PARTICIPANTS,
    MAX_PER_SCHOOL,
    MAX_SCHOOLS,
    MEETING_COUNT,
    MEETING_MINUTES,
    MIN_HOURS,
    MOST_SEATS,
    CourseKind,
    PlaceRule,
    Source,
    Weekday,
)
from startlijn.engines.schoolyear import school_year_of
from startlijn.web.free_text import TextAboutPeople

_ROWS_BESIDES = 2  # so that a larger team can be asked for


def _choices(field: forms.Field, choices: Any) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _date(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


def _number(label: Any, most: int, initial: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most, initial=initial, help_text=help_text)


class TeamForm(forms.Form):
    """The people of a team: a name and, when known, an e-mail address for each."""

    def __init__(self, *args: Any, people: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = min(people + _ROWS_BESIDES, LARGEST_TEAM)
        for number in range(1, self.rows + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=gettext("Name of participant %(number)s") % {"number": number},
                max_length=200,
                required=number == 1,
            )
            self.fields[f"email_{number}"] = forms.EmailField(
                label=gettext("E-mail address of participant %(number)s") % {"number": number},
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse an address without a name."""
        cleaned = super().clean() or {}
        for number in range(1, self.rows + 1):
            if cleaned.get(f"email_{number}") and not cleaned.get(f"name_{number}", "").strip():
                self.add_error(f"name_{number}", _("Write the name that belongs to this address."))
        return cleaned

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields in pairs of name and address."""
        return [(self[f"name_{number}"], self[f"email_{number}"]) for number in range(1, self.rows + 1)]

    def team(self) -> list[Named]:
        """Return who was named; call after `is_valid`."""
        given = self.cleaned_data
        rows = range(1, self.rows + 1)
        return [
            Named(given[f"name_{number}"], given[f"email_{number}"])
            for number in rows
            if given[f"name_{number}"].strip()
        ]


class EnrolForm(TeamForm):
    """A school enrols its own team."""

    school_id = forms.TypedChoiceField(label=_("School"), coerce=UUID)
    wish = TextAboutPeople(
        label=_("Do you have another wish?"),
        required=False,
        max_length=1000,
        help_text=_("For example: more people than usual. The coordinator answers."),
    )
    contact_name = forms.CharField(label=_("Name of the contact"), max_length=200, required=False)
    contact_email = forms.EmailField(
        label=_("E-mail address of the contact"),
        required=False,
        help_text=_("Leave empty to use your own name and address."),
    )

    def __init__(self, *args: Any, schools: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["school_id"], [(str(pk), name) for pk, name in schools])
        if len(schools) == 1:
            self.fields["school_id"].widget = forms.HiddenInput()
            self.initial.setdefault("school_id", schools[0][0])

    def contact(self) -> Contact:
        """Return whom to tell; call after `is_valid`."""
        return Contact(self.cleaned_data["contact_name"], self.cleaned_data["contact_email"])


class IntakeForm(EnrolForm):
    """What came by e-mail or phone, typed in by staff: an enrolment, or a question without names."""

    source = forms.ChoiceField(
        label=_("How it came in"),
        choices=lambda: [(each.value, capfirst(each.label)) for each in (Source.MAIL, Source.PHONE)],
        widget=forms.RadioSelect,
        initial=Source.MAIL,
    )
    contact_language = forms.ChoiceField(
        label=_("Language of letters"), choices=[("nl", "Nederlands"), ("en", "English")], initial="nl"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_1"].required = False
        self.fields["contact_name"].required = self.fields["contact_email"].required = True
        self.fields["contact_email"].help_text = ""
        self.fields["wish"].label = _("Question or other wish")

    def clean(self) -> dict[str, Any]:
        """Ask for names or a question: something must have come in."""
        cleaned = super().clean()
        named = any(cleaned.get(f"name_{number}", "").strip() for number in range(1, self.rows + 1))
        if not named and not cleaned.get("wish", "").strip() and not self.errors:
            self.add_error("wish", _("Name who takes part, or write down what the school asks."))
        return cleaned

    def contact(self) -> Contact:
        """Return whom to tell; call after `is_valid`."""
        given = self.cleaned_data
        return Contact(given["contact_name"], given["contact_email"], given["contact_language"])


class PersonForm(forms.Form):
    """Somebody who comes instead."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), required=False)

    def named(self) -> Named:
        """Return who it is; call after `is_valid`."""
        return Named(self.cleaned_data["name"], self.cleaned_data["email"])


class ContactForm(forms.Form):
    """Whom the school wants to be told."""

    name = forms.CharField(label=_("Name of the contact"), max_length=200)
    email = forms.EmailField(label=_("E-mail address of the contact"))
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def contact(self, language: str) -> Contact:
        """Return whom to tell; call after `is_valid`."""
        return Contact(self.cleaned_data["name"], self.cleaned_data["email"], language)


class WithdrawForm(forms.Form):
    """Who withdraws: some of the team, or all of it."""

    people = forms.TypedMultipleChoiceField(
        label=_("Who withdraws?"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args: Any, row: EnrolmentView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        field.required = bool(row.here)
        _choices(field, [(str(person.id), person.name) for person in row.here])
        self.initial.setdefault("people", [str(person.id) for person in row.here])


class WishForm(forms.Form):
    """Something else that a school would like."""

    wish = TextAboutPeople(label=_("What would you like?"), max_length=1000)


class AnswerForm(forms.Form):
    """What the coordinator answers."""

    granted = forms.ChoiceField(
        label=_("Is it possible?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    answer = TextAboutPeople(label=_("Your answer"), max_length=1000)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class CourseForm(forms.Form):
    """What a course is."""

    title = forms.CharField(label=_("Title"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    code = forms.CharField(label=_("Course code"), max_length=20)
    kind = forms.ChoiceField(
        label=_("Kind of course"),
        choices=lambda: [(each.value, capfirst(each.label)) for each in CourseKind],
        widget=forms.RadioSelect,
        initial=CourseKind.PLG,
    )
    provider = forms.CharField(label=_("Provider"), max_length=120)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    goals = TextAboutPeople(label=_("Goals"), rows=5, max_length=4000, required=False)
    coordinator_id = forms.TypedChoiceField(
        label=_("Coordinator"), required=False, coerce=UUID, empty_value=None
    )
    min_hours = _number(_("Hours in all, at least"), 500, MIN_HOURS)
    meeting_count = _number(_("Meetings"), 40, MEETING_COUNT)
    meeting_minutes = _number(_("Minutes per meeting"), 600, MEETING_MINUTES)
    valid_months = forms.IntegerField(
        label=_("Months that the qualification holds"),
        min_value=1,
        max_value=240,
        required=False,
        help_text=_("Only for a coach training. Leave empty when it has no end."),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, coordinators: tuple[tuple[UUID, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(
            self.fields["sector"],
            [("", gettext("All sectors")), *((each.value, capfirst(each.label)) for each in Sector)],
        )
        people = [(str(pk), name) for pk, name in coordinators]
        _choices(self.fields["coordinator_id"], [("", gettext("Nobody yet")), *people])

    def facts(self) -> CourseFacts:
        """Return what was filled in; call after `is_valid`."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "expected_version"}
        return CourseFacts(**given | {"kind": CourseKind(given["kind"])})

    @staticmethod
    def initial_of(view: CourseView) -> dict[str, Any]:
        """Return what the form shows first."""
        names = CourseFacts.__dataclass_fields__
        return {name: getattr(view, name) for name in names} | {"expected_version": view.version}


class TariffForm(forms.Form):
    """What a participant costs in a school year."""

    school_year = forms.TypedChoiceField(label=_("School year"), coerce=int)
    training_school = forms.DecimalField(
        label=_("Tariff of a training school, in euros"), min_value=0, max_digits=8, decimal_places=2
    )
    full = forms.DecimalField(label=_("Full tariff, in euros"), min_value=0, max_digits=8, decimal_places=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self.fields["school_year"], _years())


def _years() -> list[tuple[int, str]]:
    year = school_year_of(today())
    return [(each.begins_in, each.label) for each in (year, year.following(), year.following(-1))]


class EditionForm(forms.Form):
    """An edition: when, where, for how many."""

    school_year = forms.TypedChoiceField(label=_("School year"), coerce=int)
    name = forms.CharField(
        label=_("Name of the edition"),
        max_length=80,
        required=False,
        help_text=_("Only when there is more than one in a year, for example: group B."),
    )
    introduction = TextAboutPeople(label=_("What schools read first"), max_length=2000, required=False)
    max_schools = _number(
        _("Schools at most"),
        MOST_SEATS,
        MAX_SCHOOLS,
        _("It is full when the first of three limits is reached."),
    )
    max_per_school = _number(_("Participants per school at most"), LARGEST_TEAM, MAX_PER_SCHOOL)
    max_participants = _number(_("Participants at most"), MOST_SEATS, MAX_PARTICIPANTS)
    weekdays = forms.MultipleChoiceField(
        label=_("Days"),
        choices=lambda: [(each.value, each.label) for each in Weekday],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    begins_at = _time(_("From"))
    ends_at = _time(_("Until"))
    place_rule = forms.ChoiceField(
        label=_("Where"),
        choices=lambda: [(each.value, capfirst(each.label)) for each in PlaceRule],
        widget=forms.RadioSelect,
        initial=PlaceRule.SCHOOLS,
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    reference_on = _date(
        _("Reference date"), _("What a school is on this day, counts for its tariff: training school or not.")
    )
    enrol_until = _date(_("Last day to enrol"), _("Leave empty to decide that later."), required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if new:
            _choices(self.fields["school_year"], _years())
        else:
            del self.fields["school_year"]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins_at"), cleaned.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", _("The end comes after the beginning."))
        return cleaned

    def facts(self) -> EditionFacts:
        """Return what was filled in; call after `is_valid`."""
        names = EditionFacts.__dataclass_fields__
        given = {name: value for name, value in self.cleaned_data.items() if name in names}
        return EditionFacts(
            **given | {"weekdays": tuple(given["weekdays"]), "place_rule": PlaceRule(given["place_rule"])}
        )

    @staticmethod
    def initial_of(view: EditionView) -> dict[str, Any]:
        """Return what the form shows first."""
        plain = ("name", "introduction", "begins_at", "ends_at", "place_rule", "place")
        return {name: getattr(view, name) for name in (*plain, "reference_on", "enrol_until")} | {
            "weekdays": list(view.weekdays),
            "max_schools": view.limits.schools,
            "max_per_school": view.limits.per_school,
            "max_participants": view.limits.participants,
            "expected_version": view.version,
        }
