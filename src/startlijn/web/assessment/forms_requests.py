"""Forms for what comes before an assessment: to propose one, and to name who decides."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from startlijn.domain.assessment.queries.requests import Proposable
from startlijn.domain.assessment.terms import NOTE_LENGTH, Aim
from startlijn.web.free_text import TextAboutPeople


def _choose(field: forms.Field, choices: Sequence[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class ProposeForm(forms.Form):
    """To whom, for which stage, by which profile, and why now."""

    employment_id = forms.TypedChoiceField(label=_("To whom"), coerce=UUID)
    aim = forms.TypedChoiceField(
        label=_("Which stage?"),
        coerce=Aim,
        choices=lambda: [(value, capfirst(label)) for value, label in Aim.choices],
        widget=forms.RadioSelect,
    )
    profile = forms.ChoiceField(label=_("Competence profile"))
    reason = TextAboutPeople(
        rows=4,
        label=_("Why now? (if you want to say)"),
        max_length=NOTE_LENGTH,
        required=False,
        help_text=_("The starter reads this. Begin with what goes well."),
    )

    def __init__(
        self, *args: Any, starters: Sequence[Proposable], profiles: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(each.employment_id), f"{each.name}, {each.place}") for each in starters]
        _choose(self.fields["employment_id"], rows)
        _choose(self.fields["profile"], profiles)


class NameForm(forms.Form):
    """Which board, or which school of it, decides."""

    place = forms.ChoiceField(
        label=_("Who decides?"),
        help_text=_("With a board its executive decides, or the leader of a school: as the settings say."),
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["place"], places)

    def chosen(self) -> tuple[UUID, UUID | None]:
        """Return the board, and the school if one was chosen; call after `is_valid`."""
        board, _space, school = self.cleaned_data["place"].partition(" ")
        return UUID(board), UUID(school) if school else None
