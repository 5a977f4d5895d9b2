"""Forms of joint assessment: ask, hand in, declare, advise, sign, decide, object, and the settings."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models.enums import Choices
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.terms import HolidayRegion
from startlijn.content.instruments import Instrument
from startlijn.domain.assessment.queries.asking import Work
from startlijn.domain.assessment.queries.people import Assessor
from startlijn.domain.assessment.queries.settings import TermsLine
from startlijn.domain.assessment.rules.deadlines import MOST_DAYS
from startlijn.domain.assessment.terms import (
    NOTE_LENGTH,
    TEXT_LENGTH,
    Aim,
    Deadlines,
    Decider,
    Outcome,
)
from startlijn.domain.dossier.terms import EvidenceFacts

_NO_HEALTH = _("Write nothing about health, religion or anything else that is private.")


def _capital(labels: type[Choices]) -> list[tuple[str, str]]:
    return [(value, capfirst(label)) for value, label in labels.choices]


def _text(label: Any, *, rows: int = 4, most: int = TEXT_LENGTH, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **given)


def _day(label: Any, **given: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **given
    )


def _choose(field: forms.Field, choices: Iterable[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class AskForm(forms.Form):
    """For which stage, at which work, by which profile."""

    aim = forms.ChoiceField(
        label=_("Which stage do you want to show?"), choices=lambda: _capital(Aim), widget=forms.RadioSelect
    )
    employment_id = forms.TypedChoiceField(
        label=_("At which work?"),
        coerce=UUID,
        help_text=_("Its board decides on the advice. Without a board the coordinator names who decides."),
    )
    profile = forms.ChoiceField(label=_("Competence profile"))

    def __init__(
        self, *args: Any, work: Sequence[Work], profiles: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rows = [
            (
                str(each.employment_id),
                " · ".join(part for part in (each.school, each.board) if part)
                or gettext("Work without a board"),
            )
            for each in work
        ]
        _choose(self.fields["employment_id"], rows)
        _choose(self.fields["profile"], profiles)
        if len(profiles) == 1:
            self.fields["profile"].widget = forms.HiddenInput()
            self.initial.setdefault("profile", profiles[0][0])


class SubmitForm(forms.Form):
    """Which pieces of the dossier, and what the starter wants to say with them."""

    evidence = forms.TypedMultipleChoiceField(
        label=_("What do you hand in?"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The panel sees these pieces as they are now, and nothing else of your dossier."),
    )
    statement = _text(
        _("What do you want to say with it?"),
        rows=6,
        required=False,
        help_text=_("Begin with what you are proud of."),
    )

    def __init__(self, *args: Any, pieces: Sequence[EvidenceFacts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(
            self.fields["evidence"], [(str(each.id), f"{each.title} ({each.kind.label})") for each in pieces]
        )


class WordsForm(forms.Form):
    """The starter's own words beside a decision."""

    text = _text(
        _("Your own words"), rows=6, help_text=_("They stay with the decision, for who may read it.")
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class ObjectForm(forms.Form):
    """Why the starter objects."""

    reasons = _text(
        _("Why do you see it differently?"),
        rows=6,
        help_text=_("Somebody else than who decided reads it and answers with reasons."),
    )


class MemberForm(forms.Form):
    """Whom to ask into the panel."""

    person_id = forms.TypedChoiceField(
        label=_("Assessor"),
        coerce=UUID,
        help_text=_("Coaches and leaders of this starter, now or in the past year, are not in the list."),
    )

    def __init__(self, *args: Any, assessors: Sequence[Assessor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [
            (str(each.person_id), f"{each.name}, {each.organisation}" if each.organisation else each.name)
            for each in assessors
        ]
        _choose(self.fields["person_id"], rows)


class LeaveForm(forms.Form):
    """Why an assessor leaves: needed when the judgement was given already."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        required=False,
        help_text=_("For example: ill, or another job. Nothing about what was judged, or about an illness."),
    )

    def __init__(self, *args: Any, judged: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = judged


class DatesForm(forms.Form):
    """The last day of this step, and the interview."""

    due_on = _day(_("Last day of this step"), required=False)
    interview_at = forms.DateTimeField(
        label=_("Interview"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class DeclareForm(forms.Form):
    """Whether there is a conflict of interest."""

    conflict = forms.TypedChoiceField(
        label=_("Do you have a conflict of interest?"),
        coerce=lambda value: value == "yes",
        choices=[
            ("no", _("No. I do not work with this starter, and nobody can expect a favour of me.")),
            ("yes", _("Yes, or somebody could think so. Somebody else takes my place.")),
        ],
        widget=forms.RadioSelect,
        help_text=_("For example: family, friends, the same team, a quarrel, a job you both want."),
    )
    note = forms.CharField(label=_("What is it? (if you want to say)"), max_length=300, required=False)


class QuestionForm(forms.Form):
    """A question for the interview."""

    area = forms.ChoiceField(label=_("About"))
    text = _text(_("Question"), rows=2, most=NOTE_LENGTH)

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["area"], [(part.key, part.title.told()) for part in instrument.parts])


class InterviewForm(forms.Form):
    """Notes of the interview for each area, with the version that was open."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._areas = [part.key for part in instrument.parts]
        for part in instrument.parts:
            self.fields[f"area-{part.key}"] = _text(
                part.title.told(), rows=3, most=NOTE_LENGTH, required=False
            )

    def notes(self) -> dict[str, str]:
        """Return the notes by area; call after `is_valid`."""
        return {key: self.cleaned_data[f"area-{key}"] for key in self._areas}


class AdviceForm(forms.Form):
    """The advice: first what is strong, then what can grow, then the outcome and the reasons."""

    strengths = _text(_("What is strong"), rows=5)
    growth = _text(_("What can grow"), rows=4, required=False)
    outcome = forms.ChoiceField(
        label=_("Advice"), choices=lambda: _capital(Outcome), widget=forms.RadioSelect
    )
    reasons = _text(
        _("Reasons"),
        rows=5,
        help_text=_("Say for the starter how you came to this, with what you saw and heard."),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class SignForm(forms.Form):
    """Stand behind the advice, or see it differently."""

    agrees = forms.TypedChoiceField(
        label=_("Do you stand behind this advice?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Yes, I sign it")), ("no", _("No, I see it differently"))],
        widget=forms.RadioSelect,
    )
    remark = _text(_("What do you see differently?"), rows=3, most=NOTE_LENGTH, required=False)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class DecideForm(forms.Form):
    """The decision; `override` only for an insufficient without an earlier signal and support."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=lambda: _capital(Outcome), widget=forms.RadioSelect
    )
    reasons = _text(
        _("Reasons"),
        required=False,
        help_text=_("Always for another decision than the advice, and for “not yet” and “insufficient”."),
    )
    override = _text(
        _("Why insufficient without an earlier signal?"),
        required=False,
        help_text=_("Only when there was no early signal with a plan of support. The starter reads this."),
    )

    def __init__(self, *args: Any, told_in_time: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if told_in_time:
            del self.fields["override"]


class AnswerForm(forms.Form):
    """The answer to an objection."""

    outcome = forms.ChoiceField(
        label=_("Decision after the objection"), choices=lambda: _capital(Outcome), widget=forms.RadioSelect
    )
    answer = _text(_("Your answer, with reasons"), rows=6)


class SignalForm(forms.Form):
    """An early signal: strengths first."""

    employment_id = forms.TypedChoiceField(label=_("To whom"), coerce=UUID)
    strengths = _text(_("What goes well"), most=NOTE_LENGTH)
    grow = _text(_("What must grow"), most=NOTE_LENGTH, help_text=_NO_HEALTH)

    def __init__(self, *args: Any, starters: Sequence[tuple[UUID, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(
            self.fields["employment_id"], [(str(pk), f"{name}, {school}") for pk, name, school in starters]
        )


class PlanForm(forms.Form):
    """Which help goes with a signal, and how long."""

    goals = _text(_("Goals"), most=NOTE_LENGTH)
    support = _text(
        _("What the school does"), most=NOTE_LENGTH, help_text=_("Coaching, time, observing lessons, …")
    )
    started_on = _day(_("From"))
    ends_on = _day(_("Until"))
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class TermsForm(forms.Form):
    """Who decides, and how many working days each step has."""

    decider = forms.ChoiceField(
        label=_("Who decides"), choices=lambda: _capital(Decider), widget=forms.RadioSelect
    )
    judge = forms.IntegerField(label=_("To judge alone"), min_value=1, max_value=MOST_DAYS)
    advise = forms.IntegerField(label=_("To advise together"), min_value=1, max_value=MOST_DAYS)
    decide = forms.IntegerField(label=_("To decide"), min_value=1, max_value=MOST_DAYS)
    objection = forms.IntegerField(label=_("To object"), min_value=1, max_value=MOST_DAYS)
    support = forms.IntegerField(label=_("Support before an insufficient"), min_value=1, max_value=MOST_DAYS)
    region = forms.ChoiceField(
        label=_("Holiday region"),
        choices=lambda: _capital(HolidayRegion),
        help_text=_("For schools of which the region is not known."),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(line: TermsLine) -> dict[str, object]:
        """Return what stands in the form at first."""
        found = line.deadlines
        return {
            "decider": found.decider,
            "judge": found.judge,
            "advise": found.advise,
            "decide": found.decide,
            "objection": found.objection,
            "support": found.support,
            "region": found.region,
            "expected_version": line.version,
        }

    def deadlines(self) -> Deadlines:
        """Return what was filled in; call after `is_valid`."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "expected_version"}
        return Deadlines(**given | {"decider": Decider(given["decider"])})


def dates_of(due_on: date | None, interview_at: datetime | None, version: int) -> dict[str, object]:
    """Return what stands in `DatesForm` at first."""
    return {"due_on": due_on, "interview_at": interview_at, "expected_version": version}
