"""Forms of the desk: rounds, rules, sign-ups, and what one says when undoing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models.enums import Choices
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.base.seams import today
from startlijn.domain.groups.actions.sign_ups import Answers
from startlijn.domain.groups.queries.round_views import RoundFacts, SignUpRow
from startlijn.domain.groups.rules.intake import QUESTIONS, Question
from startlijn.domain.groups.terms import (
    LARGEST_GROUP,
    MOST_SECONDS,
    PAIR_RULES,
    WISHES,
    Goal,
    Moment,
    Preference,
    RoundKind,
    RuleKind,
    Season,
    Theme,
)
from startlijn.engines.schoolyear import school_year_of


def _date(label: Any, help_text: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=False, widget=widget)


def _capital(labels: type[Choices]) -> Callable[[], list[tuple[str, str]]]:
    """Return choices whose words begin with a capital, as they stand alone on a form."""
    return lambda: [(value, capfirst(label)) for value, label in labels.choices]


def _choices(field: forms.Field, choices: Any) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class NewRoundForm(forms.Form):
    """What is needed to start a round; sizes and rules come with its kind."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As people will call it, for example: Audit groups spring 2027."),
    )
    kind = forms.ChoiceField(label=_("Kind of groups"), choices=_capital(RoundKind), widget=forms.RadioSelect)
    school_year = forms.TypedChoiceField(label=_("School year"), coerce=int)
    season = forms.ChoiceField(label=_("When the groups meet"), choices=_capital(Season))
    sub_region_id = forms.TypedChoiceField(
        label=_("For which schools"), required=False, coerce=UUID, empty_value=None
    )
    sign_up_ends_on = _date(_("Last day to sign up"), _("Leave empty to decide that later."))
    introduction = forms.CharField(
        label=_("What schools read first"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, sub_regions: list[tuple[UUID, str]], whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = school_year_of(today())
        years = [year, year.following()]
        _choices(self.fields["school_year"], [(y.begins_in, y.label) for y in years])
        everyone = [("", gettext("The whole partnership, grouped per sub-region"))] if whole else []
        _choices(self.fields["sub_region_id"], [*everyone, *((str(pk), name) for pk, name in sub_regions)])
        if not self.is_bound:
            self.initial.setdefault("kind", RoundKind.AUDIT)
            self.initial.setdefault("season", Season.SPRING)


class RoundForm(forms.Form):
    """What can be changed in a round that is not published."""

    name = forms.CharField(label=_("Name"), max_length=120)
    season = forms.ChoiceField(label=_("When the groups meet"), choices=_capital(Season))
    introduction = forms.CharField(
        label=_("What schools read first"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    smallest = forms.IntegerField(label=_("Smallest group"), min_value=2, max_value=LARGEST_GROUP)
    largest = forms.IntegerField(label=_("Largest group"), min_value=2, max_value=LARGEST_GROUP)
    goal = forms.ChoiceField(label=_("What to keep small"), choices=_capital(Goal), widget=forms.RadioSelect)
    seconds = forms.IntegerField(
        label=_("Seconds to search"),
        min_value=1,
        max_value=MOST_SECONDS,
        help_text=_("Most rounds are proven best within a few seconds."),
    )
    target_meetings = forms.IntegerField(label=_("Meetings to aim for"), min_value=1, max_value=12)
    sign_up_ends_on = _date(_("Last day to sign up"), _("Leave empty to decide that later."))
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(facts: RoundFacts) -> dict[str, Any]:
        """Return what the form shows first."""
        names = [
            "name",
            "season",
            "introduction",
            "smallest",
            "largest",
            "goal",
            "seconds",
            "target_meetings",
            "sign_up_ends_on",
        ]
        return {name: getattr(facts, name) for name in names} | {"expected_version": facts.version}


class RuleForm(forms.Form):
    """A rule to add: a general one, a wish with its price, or one about two schools."""

    kind = forms.ChoiceField(label=_("Rule"))
    school_id = forms.TypedChoiceField(label=_("School"), required=False, coerce=UUID, empty_value=None)
    other_id = forms.TypedChoiceField(label=_("Other school"), required=False, coerce=UUID, empty_value=None)
    minutes = forms.IntegerField(
        label=_("Price of a broken wish, in minutes of travel"),
        required=False,
        min_value=0,
        max_value=120,
        help_text=_("Only for a wish: how many minutes of travel it is worth."),
    )
    reason = forms.CharField(label=_("Why"), required=False, max_length=200)

    def __init__(self, *args: Any, schools: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hard = [(kind.value, capfirst(kind.label)) for kind in RuleKind if kind not in {*PAIR_RULES, *WISHES}]
        grouped = [
            (gettext("For everybody"), hard),
            (gettext("For two schools"), [(kind.value, capfirst(kind.label)) for kind in PAIR_RULES]),
            (gettext("Wishes"), [(kind.value, capfirst(kind.label)) for kind in WISHES]),
        ]
        _choices(self.fields["kind"], grouped)
        for name in ("school_id", "other_id"):
            _choices(self.fields[name], [("", "—"), *((str(pk), school) for pk, school in schools)])

    def clean(self) -> dict[str, Any]:
        """Keep only what belongs to the kind of rule, and say what is missing."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind not in PAIR_RULES:
            cleaned["school_id"] = cleaned["other_id"] = None
        elif not cleaned.get("school_id") or not cleaned.get("other_id"):
            self.add_error("school_id", _("Choose both schools."))
        elif cleaned["school_id"] == cleaned["other_id"]:
            self.add_error("other_id", _("Choose two different schools."))
        cleaned["minutes"] = (cleaned.get("minutes") or 0) if kind in WISHES else 0
        if kind in WISHES and not cleaned["minutes"]:
            self.add_error("minutes", _("Give a wish a price, for example 10 minutes."))
        return cleaned


_YES_NO = [("", _("I don't know yet")), ("yes", _("Yes")), ("no", _("Not yet"))]
_MEANING: dict[str, bool | None] = {"yes": True, "no": False, "": None}


def _question(question: Question) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_(QUESTIONS[question]), choices=_YES_NO, required=False, widget=forms.RadioSelect, initial=""
    )


class SignUpForm(forms.Form):
    """Three questions, a preference, and what the school would like to learn."""

    school_id = forms.TypedChoiceField(label=_("School"), coerce=UUID)
    has_multi_year_programme = _question(Question.MULTI_YEAR)
    is_in_policy = _question(Question.IN_POLICY)
    lives_in_school = _question(Question.LIVES)
    preference = forms.ChoiceField(
        label=_("What the school would like"),
        choices=_capital(Preference),
        widget=forms.RadioSelect,
        initial=Preference.EITHER,
    )
    learning_question = forms.CharField(
        label=_("What do you want to learn from other schools?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"),
        choices=_capital(Theme),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    free_moments = forms.MultipleChoiceField(
        label=_("When can you usually meet?"),
        choices=_capital(Moment),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contact_name = forms.CharField(label=_("Name of the contact"), max_length=200, required=False)
    contact_email = forms.EmailField(label=_("E-mail address of the contact"), required=False)
    note = forms.CharField(
        label=_("Anything else we should know"),
        required=False,
        max_length=500,
        help_text=_("Nothing about persons, please: no names of starters, nothing about health."),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        schools: list[tuple[UUID, str]],
        kind: RoundKind,
        own: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        _choices(self.fields["school_id"], [(str(pk), name) for pk, name in schools])
        if len(schools) == 1:
            self.fields["school_id"].widget = forms.HiddenInput()
            self.initial.setdefault("school_id", schools[0][0])
        if kind not in {RoundKind.AUDIT, RoundKind.INTERVISION}:
            self.fields["preference"].widget = forms.HiddenInput()
        if own:
            self.fields["contact_email"].help_text = _("Leave empty to use your own name and address.")

    def answers(self) -> Answers:
        """Return what was filled in; call after `is_valid`."""
        given = self.cleaned_data
        return Answers(
            preference=Preference(given["preference"]),
            has_multi_year_programme=_MEANING[given["has_multi_year_programme"]],
            is_in_policy=_MEANING[given["is_in_policy"]],
            lives_in_school=_MEANING[given["lives_in_school"]],
            learning_question=given["learning_question"],
            themes=[Theme(value) for value in given["themes"]],
            free_moments=[Moment(value) for value in given["free_moments"]],
            note=given["note"],
            contact_name=given["contact_name"],
            contact_email=given["contact_email"],
        )

    @staticmethod
    def initial_of(row: SignUpRow) -> dict[str, Any]:
        """Return what the form shows of a sign-up that is there already."""
        said = {True: "yes", False: "no", None: ""}
        answers = {
            question.value: said[answer] for question, answer in zip(Question, row.answers, strict=True)
        }
        return answers | {
            "school_id": row.school_id,
            "preference": row.preference,
            "learning_question": row.learning_question,
            "themes": row.themes,
            "free_moments": row.free_moments,
            "contact_name": row.contact_name,
            "contact_email": row.contact_email,
            "note": row.note,
            "expected_version": row.version,
        }


class ReasonForm(forms.Form):
    """Why something is undone, for who reads it later."""

    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
