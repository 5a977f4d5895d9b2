"""Forms about lines: a tick, a step, needs, a note, a coach."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from startlijn.domain.guidance.rules.practice import MOST_MINUTES
from startlijn.domain.guidance.terms import Concern, Day, Luggage, Outcome, Training
from startlijn.domain.induction.terms import ElementForm, ElementKind
from startlijn.web.free_text import TextAboutPeople
from startlijn.web.guidance.opened import opening, seconds_since


def date_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class MeasuredForm(forms.Form):
    """A form that knows since when it was open: registering should take little time."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"opened": opening(), **self.initial}

    @property
    def seconds(self) -> int:
        """Return how long it was open, at most five minutes."""
        return seconds_since(self.cleaned_data.get("opened", ""))


class TickForm(MeasuredForm):
    """What happened with a step, and how long it took."""

    outcome = forms.TypedChoiceField(
        label=_("What happened?"),
        coerce=Outcome,
        choices=lambda: [(each.value, capfirst(each.label)) for each in Outcome],
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("How many minutes"),
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
        help_text=_("Only when it took place."),
    )


class StepForm(forms.Form):
    """A step of one's own."""

    title = forms.CharField(label=_("What"), max_length=120)
    kind = forms.TypedChoiceField(
        label=_("Kind"),
        coerce=ElementKind,
        choices=lambda: [(each.value, capfirst(each.label)) for each in ElementKind],
    )
    form = forms.TypedChoiceField(
        label=_("Alone or in a group"),
        coerce=ElementForm,
        choices=lambda: [(each.value, capfirst(each.label)) for each in ElementForm],
        widget=forms.RadioSelect,
        initial=ElementForm.INDIVIDUAL,
    )
    planned_on = date_field(_("On"))
    minutes = forms.IntegerField(label=_("How many minutes"), min_value=1, max_value=MOST_MINUTES, initial=60)
    with_coach = forms.BooleanField(label=_("With the own coach"), required=False)


class DayForm(forms.Form):
    """Another day for a step."""

    planned_on = date_field(_("New day"))
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """Only which version was seen."""

    expected_version = forms.IntegerField()


# How much something weighs, from 0 to 3.
WEIGHTS = (_("Not at all"), _("A little"), _("Quite"), _("A lot"))


class NeedsForm(MeasuredForm):
    """The six concerns, each from not at all to a lot, and own words."""

    own_words = TextAboutPeople(
        label=_("What would help you? In your own words"),
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for concern in Concern:
            self.fields[concern.value] = forms.TypedChoiceField(
                label=capfirst(concern.label),
                coerce=int,
                empty_value=None,
                required=False,
                choices=list(enumerate(WEIGHTS)),
                widget=forms.RadioSelect,
            )
        self.order_fields([*(concern.value for concern in Concern), "own_words"])

    def concerns(self) -> dict[str, int]:
        """Return the answers that were given."""
        given = {concern.value: self.cleaned_data[concern.value] for concern in Concern}
        return {name: value for name, value in given.items() if value is not None}


class NoteForm(MeasuredForm):
    """After a talk: three fields at most."""

    on = date_field(_("Talk on"))
    worked = TextAboutPeople(
        label=_("What worked"),
        required=False,
        max_length=1000,
        rows=3,
    )
    goal = forms.CharField(label=_("One goal"), required=False, max_length=300)
    next_on = date_field(_("Next talk on"), required=False)


class PairForm(forms.Form):
    """Which coach, and from when."""

    coach_id = forms.TypedChoiceField(label=_("Coach"), coerce=UUID)
    started_on = date_field(_("From"))

    def __init__(self, *args: Any, coaches: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["coach_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(pk), name) for pk, name in coaches]


class StarterForm(forms.Form):
    """Which starter, and from when: pairing from the side of the coach."""

    trajectory_id = forms.TypedChoiceField(label=_("Starter"), coerce=UUID)
    started_on = date_field(_("From"))

    def __init__(self, *args: Any, starters: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["trajectory_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(pk), name) for pk, name in starters]


class EndForm(forms.Form):
    """The first day on which a pairing no longer holds."""

    finished_on = date_field(_("First day without this coach"))


class OwnCoachForm(forms.Form):
    """What a coach keeps: subjects and days."""

    subjects = forms.CharField(
        label=_("Subjects or year groups"),
        required=False,
        max_length=200,
        help_text=_("With commas between them. It helps to find the right coach for a starter."),
    )
    days = forms.MultipleChoiceField(
        label=_("Days at work"),
        required=False,
        choices=lambda: [(day.value, capfirst(day.label)) for day in Day],
        widget=forms.CheckboxSelectMultiple,
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CoachForm(OwnCoachForm):
    """What a coach has to give, kept by who arranges lines."""

    training = forms.ChoiceField(
        label=_("Training as a coach"),
        choices=lambda: [(each.value, capfirst(each.label)) for each in Training],
        widget=forms.RadioSelect,
    )
    trained_until = date_field(
        _("Training valid until"), _("Leave empty when it does not run out."), required=False
    )
    most_starters = forms.IntegerField(label=_("Starters at most"), min_value=0, max_value=20)
    hours_per_year = forms.IntegerField(label=_("Hours a year for coaching"), min_value=0, max_value=1659)

    field_order = ["training", "trained_until", "most_starters", "hours_per_year", "subjects", "days"]


class PassOnForm(forms.Form):
    """What a new coach may read of the time before."""

    luggage = forms.MultipleChoiceField(
        label=_("What may your coach read?"),
        help_text=_("Nothing is fine too. What you do not tick, your coach does not see."),
        choices=[(each.value, each.label) for each in (Luggage.NEEDS, Luggage.NOTES)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def luggage_chosen(self) -> tuple[Luggage, ...]:
        """Return what was ticked; call after `is_valid`."""
        return tuple(Luggage(each) for each in self.cleaned_data["luggage"])
