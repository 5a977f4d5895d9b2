"""Forms about meetings: a series, its people, answers, dates, attendance."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.domain.meetings.queries.series import SeriesFacts
from startlijn.domain.meetings.rules.lines import read_lines
from startlijn.domain.meetings.terms import (
    DEFAULT_MINUTES,
    DEFAULT_TIME,
    DEFAULT_WEEKDAYS,
    MIN_DAYS_BETWEEN,
    MOST_MEETINGS,
    SeriesKind,
    Wish,
)

WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
)


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def minutes_field(label: Any, initial: int | None = None) -> forms.IntegerField:
    """Return a field for how long a meeting takes."""
    return forms.IntegerField(label=label, initial=initial, min_value=15, max_value=600)


class TimesField(forms.CharField):
    """Hours at which a meeting may begin, separated by commas."""

    def clean(self, value: Any) -> Any:
        """Return the hours in order. Raises `ValidationError` for what is no hour."""
        found: list[time] = []
        for part in re.split(r"[,;\s]+", super().clean(value).strip()):
            match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", part)
            if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
                raise forms.ValidationError(gettext("Write hours like 15:00, separated by commas."))
            found.append(time(int(match[1]), int(match[2] or 0)))
        return sorted(set(found))


class DaysField(forms.CharField):
    """Days without meetings, one on each line."""

    def clean(self, value: Any) -> Any:
        """Return the days in order. Raises `ValidationError` for what is no day."""
        found: set[date] = set()
        for part in re.split(r"[,;\s]+", super().clean(value).strip()):
            if not part:
                continue
            match = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", part)
            try:
                found.add(
                    date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(part)
                )
            except ValueError as error:
                raise forms.ValidationError(gettext("Write days like 25-11-2026.")) from error
        return sorted(found)


class PeopleField(forms.CharField):
    """People, one on each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Who takes part"),
            help_text=_(
                "One person on each line: name; e-mail address; school. Put a * before the name of "
                "somebody who must be there. People in Startlijn are recognised by their address."
            ),
            widget=forms.Textarea(attrs={"rows": 6}),
            max_length=20_000,
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """Return the lines read. Raises `ValidationError` that names the lines that are wrong."""
        found, wrong = read_lines(super().clean(value))
        if wrong:
            said = gettext("These lines hold no name with an e-mail address: %(lines)s")
            raise forms.ValidationError(said % {"lines": ", ".join(wrong[:5])})
        return found


class WishForm(forms.Form):
    """When a series may meet."""

    title = forms.CharField(
        label=_("Name of the series"),
        max_length=120,
        help_text=_("It stands in calendars: choose a name without names of people."),
    )
    meetings = forms.IntegerField(
        label=_("How many meetings"), min_value=1, max_value=MOST_MEETINGS, initial=4
    )
    minutes = minutes_field(_("Minutes for each meeting"), DEFAULT_MINUTES)
    first_on = day_field(_("From"))
    last_on = day_field(_("Until"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days"),
        coerce=int,
        choices=WEEKDAYS,
        initial=DEFAULT_WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    times = TimesField(
        label=_("At what time"),
        initial=f"{DEFAULT_TIME:%H:%M}",
        help_text=_("More than one is possible: 13:30, 15:00."),
        max_length=100,
    )
    min_days_between = forms.IntegerField(
        label=_("At least so many days between two meetings"),
        min_value=0,
        max_value=180,
        initial=MIN_DAYS_BETWEEN,
    )
    closed = DaysField(
        label=_("Own days without meetings"),
        required=False,
        help_text=_("One on each line, such as 25-11-2026. School holidays are left out already."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
    )

    def wish(self) -> Wish:
        """Return when the series may meet, as typed in."""
        given = self.cleaned_data
        names = ("first_on", "last_on", "meetings", "weekdays", "times", "min_days_between", "closed")
        return Wish(**{name: given[name] for name in names})

    @staticmethod
    def initial_of(facts: SeriesFacts) -> dict[str, Any]:
        """Return what the form shows first."""
        return {
            "title": facts.title,
            "meetings": facts.wanted,
            "minutes": facts.minutes,
            "first_on": facts.first_on,
            "last_on": facts.last_on,
            "weekdays": list(facts.weekdays),
            "times": ", ".join(facts.times),
            "min_days_between": facts.min_days_between,
            "closed": "\n".join(f"{day:%d-%m-%Y}" for day in facts.closed),
            "expected_version": facts.version,
        }


class EditForm(WishForm):
    """When a series may meet, changed before it asks."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class GroupSeriesForm(WishForm):
    """A series for a published group: its contacts take part."""

    answers_by = day_field(_("Answers wanted by"), required=False)


class SeriesForm(GroupSeriesForm):
    """A series for people typed in."""

    kind = forms.TypedChoiceField(
        label=_("What it is for"),
        coerce=SeriesKind,
        choices=lambda: [(each.value, capfirst(each.label)) for each in SeriesKind],
        initial=SeriesKind.OTHER,
    )
    place = forms.ChoiceField(label=_("For which part of the partnership"))
    people = PeopleField()
    field_order = ("title", "kind", "place", "people")

    def __init__(self, *args: Any, places: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(places)

    def place_ids(self) -> dict[str, UUID | None]:
        """Return the chosen sub-region or school; neither is the whole partnership."""
        kind, _sep, pk = self.cleaned_data["place"].partition(":")
        return {
            "sub_region_id": UUID(pk) if kind == "sub_region" else None,
            "school_id": UUID(pk) if kind == "school" else None,
        }


class MembersForm(forms.Form):
    """Who takes part: who must be there, who leaves, who comes."""

    required = forms.TypedMultipleChoiceField(
        label=_("Who must be there"),
        help_text=_("No date is chosen without them, unless you decide so and say why."),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    remove = forms.TypedMultipleChoiceField(
        label=_("Who no longer takes part"),
        help_text=_("Their calendar loses the meetings ahead. What they answered and attended stays."),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = PeopleField(required=False)

    def __init__(self, *args: Any, members: Sequence[tuple[UUID, str, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("required", "remove"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedMultipleChoiceField)
            field.choices = [(str(pk), label) for pk, label, _required in members]
        self.fields["people"].label = gettext("Who comes along")
        self.initial["required"] = [str(pk) for pk, _label, required in members if required]
