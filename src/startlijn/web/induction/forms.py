"""Forms of programmes: start, an element, the texts of a version, the steps of its life."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.terms import Sector
from startlijn.base.seams import today
from startlijn.domain.induction.queries.views import Place, ProgrammeFacts, StartPage, VersionFacts
from startlijn.domain.induction.rules.elements import Element, NewElement
from startlijn.domain.induction.rules.reasons import sentence_case
from startlijn.domain.induction.terms import (
    MOST_HOURS,
    NOTE_LENGTH,
    TITLE_LENGTH,
    YEARS,
    Clock,
    Criterion,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    StarterType,
)
from startlijn.engines.schoolyear import school_year_of


def date_field(label: Any, *, help_text: Any = "", required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def hours_field(label: Any, help_text: Any = "") -> forms.DecimalField:
    """Return a field for hours, with quarters."""
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=MOST_HOURS,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.25"}),
    )


def _text(label: Any, most: int, rows: int, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=False, widget=widget)


def _choose(field: forms.Field, choices: Any) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class StartForm(forms.Form):
    """For whom, from which template, and how it is called: what is likely is filled in."""

    place = forms.ChoiceField(label=_("For"))
    template = forms.ChoiceField(label=_("Start from"), required=False, widget=forms.RadioSelect)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices, required=False)
    title = forms.CharField(
        label=_("Name"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("Leave empty to name it after the school."),
    )

    def __init__(self, *args: Any, page: StartPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {f"{place.kind}:{place.id}": place for place in page.places}
        _choose(self.fields["place"], [(key, place.name) for key, place in self.places.items()])
        templates = [(line.key, line.title) for line in page.templates]
        _choose(self.fields["template"], [*templates, ("", gettext("Nothing: an empty programme"))])
        only_schools = all(place.kind == "school" for place in page.places)
        if len(self.places) == 1 or only_schools:
            self.fields["sector"].widget = forms.HiddenInput()
        if len(self.places) == 1:
            self.fields["place"].widget = forms.HiddenInput()
        if not self.is_bound and page.places:
            first = page.places[0]
            self.initial.setdefault("place", f"{first.kind}:{first.id}")
            self.initial.setdefault("sector", first.sector or Sector.PRIMARY)
            self.initial.setdefault("template", _likely(page, first))

    def given(self) -> dict[str, Any]:
        """Return the arguments of `start_programme`; call after `is_valid`."""
        place: Place = self.places[self.cleaned_data["place"]]
        named = {
            "school": gettext("Induction programme of %(name)s"),
            "board": gettext("Template of %(name)s"),
            "partnership": gettext("Template of %(name)s"),
        }
        title = self.cleaned_data["title"] or named[place.kind] % {"name": place.name}
        return {
            "school_id": place.id if place.kind == "school" else None,
            "board_id": place.id if place.kind == "board" else None,
            "sector": place.sector or self.cleaned_data["sector"] or Sector.PRIMARY,
            "title": title[:TITLE_LENGTH],
            "template": self.cleaned_data["template"] or None,
        }


def _likely(page: StartPage, place: Place) -> str:
    """Return the template that fits the place best: of its own sector, one of the partnership first."""
    fitting = [line.key for line in page.templates if line.sector == place.sector]
    return (fitting or [line.key for line in page.templates] or [""])[0]


class ProgrammeForm(forms.Form):
    """The name of a programme, and how served time counts."""

    title = forms.CharField(label=_("Name"), max_length=TITLE_LENGTH)
    clock = forms.ChoiceField(label=_("How time counts"), choices=Clock, widget=forms.RadioSelect)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(facts: ProgrammeFacts) -> dict[str, Any]:
        """Return what the form shows first."""
        return {"title": facts.title, "clock": facts.clock, "expected_version": facts.version}


class VersionForm(forms.Form):
    """The texts of a draft, and how many hours a starter has."""

    introduction_nl = _text(_("What a newcomer reads first, in Dutch"), 4000, 5)
    introduction_en = _text(_("What a newcomer reads first, in English"), 4000, 5)
    changes = _text(
        _("What changed, and why"), 4000, 3, _("For the staff council and for who reads it next year.")
    )
    hours_available = forms.IntegerField(
        label=_("Hours a starter has for induction in four weeks"), min_value=1, max_value=160
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(facts: VersionFacts) -> dict[str, Any]:
        """Return what the form shows first."""
        names = ("introduction_nl", "introduction_en", "changes", "hours_available")
        return {name: getattr(facts, name) for name in names} | {"expected_version": facts.version}


class NewVersionForm(forms.Form):
    """Why there is a new version."""

    changes = _text(_("What will change, and why"), 4000, 3, _("You can still change this later."))


def _owners(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", _("Not decided yet")), *Owner.choices], required=False
    )


class ElementEditForm(forms.Form):
    """One element of a draft."""

    title_nl = forms.CharField(label=_("Name in Dutch"), max_length=TITLE_LENGTH)
    title_en = forms.CharField(label=_("Name in English"), max_length=TITLE_LENGTH, required=False)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, widget=forms.RadioSelect)
    period = forms.ChoiceField(label=_("When"), choices=Period)
    form = forms.ChoiceField(label=_("Form"), choices=ElementForm, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind"), choices=ElementKind)
    criteria = forms.MultipleChoiceField(
        label=_("Serves"), choices=Criterion, required=False, widget=forms.CheckboxSelectMultiple
    )
    times = forms.IntegerField(label=_("How many times in the year"), min_value=1, max_value=60)
    starter_hours = hours_field(_("Hours for the starter"), _("All times in the year together."))
    coach_hours = hours_field(_("Hours for the coach"), _("For one starter, all times together."))
    fixed_coach = forms.BooleanField(label=_("With the own coach"), required=False)
    owner = _owners(_("Who sees to it"))
    second_owner = _owners(_("Who takes over"))
    starter_types = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=StarterType,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose nothing when it is for all starters."),
    )
    next_morning_nl = _text(_("What one can use the next morning, in Dutch"), NOTE_LENGTH, 2)
    next_morning_en = _text(_("What one can use the next morning, in English"), NOTE_LENGTH, 2)
    funding = forms.ChoiceField(label=_("Paid from"), choices=Funding)
    funding_ends_on = date_field(_("Paid until"), required=False, help_text=_("The last day of the money."))
    is_generic = forms.BooleanField(label=_("Part of every programme"), required=False)
    deviation = _text(_("Why it differs from the template"), NOTE_LENGTH, 2)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["year"], [(year, gettext("Year %(year)s") % {"year": year}) for year in YEARS])
        if not self.is_bound:
            usual = {
                "year": YEARS[0],
                "period": Period.WHOLE_YEAR,
                "form": ElementForm.INDIVIDUAL,
                "kind": ElementKind.COACHING_TALK,
                "times": 1,
                "coach_hours": 0,
                "funding": Funding.STRUCTURAL,
            }
            for name, value in usual.items():
                self.initial.setdefault(name, value)

    def element(self) -> NewElement:
        """Return what was filled in; call after `is_valid`."""
        given = {name: self.cleaned_data[name] for name in self.fields if name != "expected_version"}
        return NewElement(
            **given
            | {
                "period": Period(given["period"]),
                "form": ElementForm(given["form"]),
                "kind": ElementKind(given["kind"]),
                "funding": Funding(given["funding"]),
                "criteria": tuple(each for each in Criterion if each in given["criteria"]),
                "starter_types": tuple(each for each in StarterType if each in given["starter_types"]),
                "owner": Owner(given["owner"]) if given["owner"] else None,
                "second_owner": Owner(given["second_owner"]) if given["second_owner"] else None,
            }
        )

    @classmethod
    def initial_of(cls, element: Element) -> dict[str, Any]:
        """Return what the form shows of an element that is there already."""
        names = [name for name in cls.base_fields if name != "expected_version"]
        return {name: getattr(element, name) for name in names} | {"expected_version": element.version}


class ConsultForm(forms.Form):
    """When the staff council was asked."""

    on = date_field(_("Sent to the staff council on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())


class ConsentForm(forms.Form):
    """When the staff council agreed."""

    on = date_field(_("The staff council agreed on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())


class InForceForm(forms.Form):
    """From which school year a version holds."""

    from_year = forms.TypedChoiceField(label=_("Holds from school year"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = school_year_of(today())
        years = [now.following(step) for step in range(-2, 3)]
        _choose(self.fields["from_year"], [(year.begins_in, year.label) for year in years])
        soon = now.following() if today().month in {3, 4, 5, 6, 7} else now
        self.initial.setdefault("from_year", soon.begins_in)


class FileForm(forms.Form):
    """A programme as a file."""

    file = forms.FileField(
        label=_("File"), help_text=_("The workbook that you took from here, or one with the same columns.")
    )


class DayForm(forms.Form):
    """The day on which money stops."""

    on = date_field(_("If the money stops on"))


class PolicyForm(forms.Form):
    """What a board decided; the hours stand in a table of their own."""

    approach = _text(
        _("Our approach"), 4000, 6, _("How the board wants starters to be guided, in plain words.")
    )
    formulated_on = date_field(_("Formulated on"), required=False)
    implemented_on = date_field(_("Put into practice on"), required=False)
    sustainability = _text(_("What we do when a subsidy stops"), 2000, 4)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class IntensityForm(forms.Form):
    """Hours per kind of starter and year: `starter-<kind>-<year>` and `coach-<kind>-<year>`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in StarterType:
            for year in YEARS:
                figures = {"kind": sentence_case(kind.label), "year": year}
                self._add(f"starter-{kind}-{year}", gettext("%(kind)s, year %(year)s, starter") % figures)
                self._add(f"coach-{kind}-{year}", gettext("%(kind)s, year %(year)s, coach") % figures)

    def _add(self, name: str, label: str) -> None:
        self.fields[name] = forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_HOURS)

    @property
    def table(self) -> list[dict[str, Any]]:
        """Return a row per kind of starter, with a pair of fields per year."""
        return [
            {
                "kind": sentence_case(kind.label),
                "years": [
                    {
                        "year": year,
                        "starter": self[f"starter-{kind}-{year}"],
                        "coach": self[f"coach-{kind}-{year}"],
                    }
                    for year in YEARS
                ],
            }
            for kind in StarterType
        ]

    def intensities(self) -> dict[tuple[StarterType, int], tuple[int, int]]:
        """Return the hours that were filled in; a row with one number has zero for the other."""
        found = {}
        for kind in StarterType:
            for year in YEARS:
                hours = [self.cleaned_data[f"{side}-{kind}-{year}"] for side in ("starter", "coach")]
                if hours != [None, None]:
                    found[kind, year] = (hours[0] or 0, hours[1] or 0)
        return found


class HoursForm(forms.Form):
    """The hours of all elements of a draft at once."""

    def __init__(self, *args: Any, elements: tuple[Element, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.elements = elements
        for each in elements:
            for side, label in (("starter", _("starter")), ("coach", _("coach"))):
                field = hours_field(gettext("%(title)s, %(who)s") % {"title": each.title, "who": label})
                field.initial = getattr(each, f"{side}_hours")
                self.fields[f"{side}-{each.id}"] = field
            self.fields[f"version-{each.id}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=each.version
            )

    @property
    def years(self) -> list[dict[str, Any]]:
        """Return the elements per year, each with its fields."""
        return [
            {
                "year": year,
                "rows": [
                    {
                        "element": each,
                        "starter": self[f"starter-{each.id}"],
                        "coach": self[f"coach-{each.id}"],
                        "version": self[f"version-{each.id}"],
                    }
                    for each in self.elements
                    if each.year == year
                ],
            }
            for year in YEARS
        ]

    def hours(self) -> dict[UUID, tuple[Any, Any, int]]:
        """Return hours of starter and coach and the expected version, by element; call after `is_valid`."""
        given = self.cleaned_data
        return {
            each.id: (given[f"starter-{each.id}"], given[f"coach-{each.id}"], given[f"version-{each.id}"])
            for each in self.elements
        }
