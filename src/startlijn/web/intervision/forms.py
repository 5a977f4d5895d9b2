"""Forms of intervision. None has a field for a case: there is no place to type one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.content.intervision import packaged_methods
from startlijn.domain.intervision.queries.own import MemberView
from startlijn.domain.intervision.queries.people import PlaceOption
from startlijn.domain.intervision.terms import (
    LARGEST,
    MOST_PEOPLE,
    SMALLEST,
    TAKEAWAY_LENGTH,
    WANTED,
    Held,
    PupilAge,
    Theme,
    ThemeWay,
    Where,
)


def _capital(choices: Any) -> list[tuple[str, str]]:
    return [(value, capfirst(label)) for value, label in choices.choices]


class WishForm(forms.Form):
    """What a starter shares with who forms groups: a theme from a list, and the age of the pupils."""

    theme = forms.ChoiceField(
        label=_("What would you like to talk about with others?"),
        choices=lambda: _capital(Theme),
        widget=forms.RadioSelect,
        help_text=_("Only this theme is shared. The words of your own learning questions are not."),
    )
    pupil_age = forms.ChoiceField(
        label=_("How old are most of your pupils?"),
        choices=lambda: _capital(PupilAge),
        widget=forms.RadioSelect,
    )


def _where_choices(places: Sequence[PlaceOption]) -> list[tuple[str, str]]:
    return [(str(number), place.name or gettext("All schools")) for number, place in enumerate(places)]


class _PlaceForm(forms.Form):
    """A form that asks for which place."""

    places: Sequence[PlaceOption] = ()

    def _ask_where(self, places: Sequence[PlaceOption]) -> None:
        self.places = places
        field = self.fields["where"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _where_choices(places)

    @property
    def chosen(self) -> Where:
        """Return the place that was chosen; call after `is_valid`."""
        return self.places[int(self.cleaned_data["where"])].where


class GroupForm(_PlaceForm):
    """A new group: a name, and for which schools."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As people will call it, for example: Starters Tuesday."),
    )
    where = forms.ChoiceField(label=_("For which schools"))

    def __init__(self, *args: Any, places: Sequence[PlaceOption], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_where(places)


class ComposeForm(_PlaceForm):
    """What a proposal of groups has to respect."""

    title = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("The groups get this name with a number."),
    )
    where = forms.ChoiceField(label=_("For starters of"))
    theme_way = forms.ChoiceField(
        label=_("Themes"), choices=lambda: _capital(ThemeWay), widget=forms.RadioSelect
    )
    smallest = forms.IntegerField(label=_("Smallest group"), min_value=3, max_value=MOST_PEOPLE)
    largest = forms.IntegerField(label=_("Largest group"), min_value=3, max_value=MOST_PEOPLE)
    wanted = forms.IntegerField(label=_("Rather groups of"), min_value=3, max_value=MOST_PEOPLE)

    def __init__(self, *args: Any, places: Sequence[PlaceOption], **kwargs: Any) -> None:
        start = {"theme_way": ThemeWay.ALIKE, "smallest": SMALLEST, "largest": LARGEST, "wanted": WANTED}
        super().__init__(*args, **{"initial": start} | kwargs)
        self._ask_where(places)

    @property
    def asked(self) -> dict[str, Any]:
        """Return what the action wants; call after `is_valid`."""
        given = dict(self.cleaned_data)
        given.pop("where")
        return given | {"where": self.chosen, "theme_way": ThemeWay(given["theme_way"])}


class HeldForm(forms.Form):
    """That the group met: day, method, who was there and who had which role."""

    held_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    method = forms.ChoiceField(label=_("Method"))
    present = forms.TypedMultipleChoiceField(
        label=_("Who was there"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    chair = forms.TypedChoiceField(label=_("Chair"), coerce=UUID)
    bringer = forms.TypedChoiceField(
        label=_("Case bringer"),
        coerce=UUID,
        required=False,
        empty_value=None,
        help_text=_("Only your group sees this. It lets the role go round."),
    )

    def __init__(self, *args: Any, members: Sequence[MemberView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(each.id), each.name) for each in members]
        named: dict[str, list[tuple[str, str]]] = {
            "method": [(each.id, str(each.title)) for each in packaged_methods()],
            "present": people,
            "chair": [("", gettext("Choose somebody")), *people],
            "bringer": [("", gettext("We would rather not say")), *people],
        }
        for name, choices in named.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def held(self) -> Held:
        """Return what was filled in; call after `is_valid`."""
        given = self.cleaned_data
        return Held(
            given["held_on"], given["method"], given["chair"], given["bringer"], frozenset(given["present"])
        )


class ChangeHeldForm(HeldForm):
    """The same, to put right."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class TakeawayForm(forms.Form):
    """What one takes along for oneself."""

    text = forms.CharField(
        label=_("What I take along"),
        max_length=TAKEAWAY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Only you read this, and you can remove it. Write about yourself: no names, and not what "
            "somebody else brought."
        ),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)
