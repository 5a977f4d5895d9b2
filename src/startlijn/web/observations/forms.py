"""Forms about lessons that are watched, and learning questions."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from startlijn.content.instruments import Instrument
from startlijn.domain.intervision.terms import Theme
from startlijn.domain.observations.rules.pupils import Counts
from startlijn.domain.observations.terms import PUPILS_AT_MOST, REMARK_LENGTH, Colleague, Moment
from startlijn.web.free_text import LineAboutPeople, TextAboutPeople
from startlijn.web.guidance.forms import date_field


class MomentForm(forms.Form):
    """Class and moment, as the starter chooses them."""

    class_label = LineAboutPeople(
        label=_("Class or group"), max_length=60, help_text=_("For example: group 5, or 3 havo.")
    )
    on = date_field(_("Day"))
    lesson = forms.CharField(
        label=_("Time or lesson hour"),
        max_length=60,
        required=False,
        help_text=_("For example: 10:15, or the third hour."),
    )

    def moment(self) -> Moment:
        """Return what was chosen."""
        given = self.cleaned_data
        return Moment(given["class_label"], given["on"], given["lesson"])


class ChangeMomentForm(MomentForm):
    """Another class or moment; knows which version was seen."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class PlanForm(MomentForm):
    """Who watches (or is watched), with which form, in which class, when."""

    colleague_id = forms.TypedChoiceField(label=_("With whom"), coerce=UUID)
    instrument_id = forms.ChoiceField(label=_("Observation form"))

    field_order = ["colleague_id", "class_label", "on", "lesson", "instrument_id"]

    def __init__(
        self, *args: Any, colleagues: Iterable[Colleague], instruments: Iterable[Instrument], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "colleague_id", [(str(each.person_id), each.name) for each in colleagues])
        _choices(self, "instrument_id", [(each.id, each.title.told()) for each in instruments])


class AskForm(forms.Form):
    """Whose lesson somebody would like to watch, and with which form."""

    trajectory_id = forms.TypedChoiceField(label=_("Starter"), coerce=UUID)
    instrument_id = forms.ChoiceField(label=_("Observation form"))

    def __init__(
        self,
        *args: Any,
        starters: Iterable[tuple[UUID, str]],
        instruments: Iterable[Instrument],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "trajectory_id", [(str(pk), name) for pk, name in starters])
        _choices(self, "instrument_id", [(each.id, each.title.told()) for each in instruments])


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
    if len(choices) == 1:
        field.initial = choices[0][0]


class FillForm(forms.Form):
    """The part of the form for a lesson that every instrument has."""

    remark = TextAboutPeople(
        label=_("About the lesson as a whole"),
        required=False,
        max_length=REMARK_LENGTH,
        rows=4,
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PupilsForm(forms.Form):
    """How many pupils gave each answer, per item: `count-<key>-<value>`."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for item in instrument.items:
            for option in instrument.options(item):
                self.fields[f"count-{item.key}-{option.value}"] = forms.IntegerField(
                    label=option.label.told(),
                    required=False,
                    min_value=0,
                    max_value=PUPILS_AT_MOST,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )

    def counts(self) -> Counts:
        """Return how often each answer was given."""
        return {
            item.key: {
                option.value: self.cleaned_data[f"count-{item.key}-{option.value}"] or 0
                for option in self.instrument.options(item)
            }
            for item in self.instrument.items
        }

    def parts(self) -> list[dict[str, Any]]:
        """Return the parts with their items and fields, ready to show."""
        return [
            {
                "title": part.title.told(),
                "items": [
                    {
                        "text": item.text.told(),
                        "fields": [
                            self[f"count-{item.key}-{option.value}"]
                            for option in self.instrument.options(item)
                        ],
                    }
                    for item in part.items
                ],
            }
            for part in self.instrument.parts
        ]


class TalkForm(forms.Form):
    """After the lesson: what worked, one goal, when to look again."""

    worked = TextAboutPeople(
        label=_("What worked"),
        required=False,
        max_length=1000,
        rows=3,
    )
    goal = forms.CharField(
        label=_("One goal"),
        help_text=_("Just within reach: something to try in the next lessons."),
        required=False,
        max_length=300,
    )
    next_on = date_field(_("Look again on"), required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class QuestionForm(forms.Form):
    """What a starter wants to learn."""

    question = forms.CharField(
        label=_("Your question"), help_text=_("For example: how do I begin quietly?"), max_length=300
    )
    goal = TextAboutPeople(
        label=_("What would you like to be able to do?"),
        required=False,
        max_length=1000,
        rows=2,
    )
    theme = forms.TypedChoiceField(
        label=_("About"),
        coerce=Theme,
        choices=lambda: [(each.value, capfirst(each.label)) for each in Theme],
        initial=Theme.OTHER,
    )


class ChangeQuestionForm(QuestionForm):
    """A question that was written before."""

    answered = forms.BooleanField(label=_("I know enough about this for now"), required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
