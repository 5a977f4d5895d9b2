"""Forms of a learning group: the agenda, a card, a note."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.domain.plg.queries import CardView, RoomPage
from startlijn.domain.plg.terms import Card, NoteKind, Phase


class AgendaForm(forms.Form):
    """Minutes per phase."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: RoomPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["expected_version"] = page.version
        for phase in Phase:
            self.fields[phase.value] = forms.IntegerField(
                label=capfirst(phase.label),
                min_value=0,
                max_value=600,
                initial=page.agenda[phase],
                help_text=gettext("minutes"),
            )

    @property
    def agenda(self) -> dict[Phase, int]:
        """Return the minutes per phase; call after `is_valid`."""
        return {phase: self.cleaned_data[phase.value] for phase in Phase}


def _team_choices(teams: int) -> list[tuple[str, str]]:
    rest = [(str(team), gettext("Team %(number)s") % {"number": team}) for team in range(1, teams + 1)]
    return [("0", gettext("Everybody")), *rest]


class CardForm(forms.Form):
    """What, who, by when, and for which team."""

    what = forms.CharField(label=_("What"), max_length=200)
    who = forms.TypedChoiceField(label=_("Who"), coerce=UUID, required=False, empty_value=None)
    due_on = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    team = forms.TypedChoiceField(label=_("For"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, page: RoomPage, card: CardView | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(each.id), each.name) for each in page.members]
        self._choices("who", [("", gettext("Nobody yet")), *people])
        if page.teams:
            self._choices("team", _team_choices(page.teams))
        else:
            del self.fields["team"]
        if card is not None:
            self.fields["expected_version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=card.version
            )
            self.initial.update(what=card.what, who=card.who_id or "", due_on=card.due_on, team=card.team)

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    @property
    def card(self) -> Card:
        """Return what stands on the card; call after `is_valid`."""
        given = self.cleaned_data
        return Card(given["what"], given["who"], given["due_on"], given.get("team") or 0)


class NoteForm(forms.Form):
    """A decision or an action."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=lambda: [(value, capfirst(label)) for value, label in NoteKind.choices],
        widget=forms.RadioSelect,
        initial=NoteKind.DECISION,
        help_text=_("An action also comes onto the board."),
    )
    text = forms.CharField(label=_("What you decided or agreed on"), max_length=500)
    meeting = forms.TypedChoiceField(label=_("Meeting"), coerce=UUID, required=False, empty_value=None)

    def __init__(self, *args: Any, page: RoomPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ChoiceField)
        days = [
            (str(each.id), date_format(localtime(each.starts_at), "DATE_FORMAT")) for each in page.meetings
        ]
        field.choices = [("", gettext("No meeting")), *days]
