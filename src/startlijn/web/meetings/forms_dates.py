"""Forms about moments: answers to a poll, dates, meetings, attendance."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.domain.meetings.queries.series import MeetingRow
from startlijn.domain.meetings.terms import MOST_CALENDAR_BYTES, Answer, Presence
from startlijn.web.meetings.forms import day_field, minutes_field


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _reason(help_text: Any) -> forms.CharField:
    return forms.CharField(label=_("Reason"), help_text=help_text, required=False, max_length=500)


class AnswersForm(forms.Form):
    """Yes, if need be or no for each moment."""

    def __init__(self, *args: Any, slots: Sequence[tuple[UUID, Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pk, label, answer in slots:
            self.fields[f"slot_{pk.hex}"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[(each.value, capfirst(str(each.label))) for each in Answer],
                widget=forms.RadioSelect,
                initial=answer,
            )

    def clean(self) -> dict[str, Any]:
        """Ask for at least one answer."""
        given: dict[str, Any] = super().clean() or {}
        if not any(given.values()) and not self.errors:
            raise forms.ValidationError(gettext("Say for at least one date whether you can be there."))
        return given

    def answers(self) -> dict[UUID, Answer]:
        """Return the answers by moment; what was left open is not in it."""
        return {
            UUID(name.removeprefix("slot_")): Answer(value)
            for name, value in self.cleaned_data.items()
            if value
        }


class CalendarFileForm(forms.Form):
    """A calendar file that fills in the answers."""

    calendar = forms.FileField(
        label=_("Calendar file"),
        help_text=_("We look only at when you are busy. The file is not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def content(self) -> bytes:
        """Return the bytes of the file, at most one more than may be."""
        return bytes(self.cleaned_data["calendar"].read(MOST_CALENDAR_BYTES + 1))


class AttendanceForm(forms.Form):
    """Who was there."""

    def __init__(self, *args: Any, members: Sequence[tuple[UUID, str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pk, name, school, recorded in members:
            self.fields[f"member_{pk.hex}"] = forms.ChoiceField(
                label=f"{name} · {school}" if school else name,
                required=False,
                choices=[(each.value, capfirst(str(each.label))) for each in Presence],
                widget=forms.RadioSelect,
                initial=recorded,
            )

    def presence(self) -> dict[UUID, Presence]:
        """Return who was there, by member; who was left open is not in it."""
        return {
            UUID(name.removeprefix("member_")): Presence(value)
            for name, value in self.cleaned_data.items()
            if value
        }


class _HostForm(forms.Form):
    """A form with the schools that can host."""

    host = forms.TypedChoiceField(label=_("Meets at"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, *args: Any, hosts: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["host"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            ("", gettext("Somewhere else, or as it is")),
            *((str(pk), name) for pk, name in hosts),
        ]


class MeetingForm(_HostForm):
    """One meeting: its day, hour, length and place."""

    on = day_field(_("Day"))
    begins = _hour(_("Begins at"))
    minutes = minutes_field(_("Minutes"))
    place = forms.CharField(
        label=_("Place"), required=False, max_length=200, help_text=_("For example a room, or online.")
    )
    reason = _reason(_("Only when somebody has another meeting at that moment."))
    field_order = ("on", "begins", "minutes", "host", "place", "reason")

    def starts_at(self) -> datetime:
        """Return when it begins, by Dutch clocks."""
        return make_aware(datetime.combine(self.cleaned_data["on"], self.cleaned_data["begins"]))


class MoveForm(MeetingForm):
    """One meeting that gets another moment or place."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(row: MeetingRow) -> dict[str, Any]:
        """Return what the form shows first."""
        begins = localtime(row.starts_at)
        return {
            "on": begins.date(),
            "begins": begins.time(),
            "minutes": row.minutes,
            "host": str(row.host_id or ""),
            "place": row.place,
            "expected_version": row.version,
        }


class ChangeSeriesForm(_HostForm):
    """Another hour, length or host for all meetings ahead."""

    begins = _hour(_("Begins at"))
    minutes = minutes_field(_("Minutes"))
    reason = _reason(_("Only when somebody has another meeting at that moment."))
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("begins", "minutes", "host", "reason")


class CancelForm(forms.Form):
    """Cancelling a meeting."""

    reason = _reason(_("For who plans the meetings; it is not in the mail."))
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class DatesForm(forms.Form):
    """Dates chosen from a proposal, or by hand beside it, each with a host."""

    reason = _reason(
        _("Needed when somebody who must be there refused a date, or has another meeting at that moment.")
    )

    def __init__(
        self, *args: Any, slots: Sequence[tuple[UUID, Any]], hosts: Sequence[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.slots = slots
        none = [("", gettext("Somewhere else"))]
        for pk, label in slots:
            self.fields[f"date_{pk.hex}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"host_{pk.hex}"] = forms.TypedChoiceField(
                label=gettext("Meets at"),
                required=False,
                coerce=UUID,
                empty_value=None,
                choices=[*none, *((str(school), name) for school, name in hosts)],
            )

    def chosen(self) -> list[tuple[UUID, UUID | None]]:
        """Return the chosen moments, each with its host."""
        given = self.cleaned_data
        return [(pk, given[f"host_{pk.hex}"]) for pk, _label in self.slots if given[f"date_{pk.hex}"]]
