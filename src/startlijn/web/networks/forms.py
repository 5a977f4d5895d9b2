"""Forms of networks."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.domain.networks.terms import LONGEST_TEXT


class NetworkForm(forms.Form):
    """What is needed to start a learning network."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("For example: starters in the lower years.")
    )
    about = forms.CharField(
        label=_("What it is about"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two sentences, so that people know whether it is for them. No names, please."),
    )
    place = forms.ChoiceField(label=_("For whom"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, name or gettext("The whole partnership")) for key, name in places]


class VideoForm(forms.Form):
    """A moment to look at a video of a lesson with another member."""

    member_id = forms.TypedChoiceField(label=_("With whom"), coerce=UUID)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=15, max_value=240, initial=45)
    place = forms.CharField(label=_("Where"), max_length=120, required=False)

    def __init__(self, *args: Any, others: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(pk), name) for pk, name in others]


class ExampleForm(forms.Form):
    """What a board shares."""

    board_id = forms.TypedChoiceField(label=_("Board"), coerce=UUID)
    title = forms.CharField(label=_("What did you realise?"), max_length=120)
    text = forms.CharField(
        label=_("How did you do it?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What worked, what it took, and whom to ask. Nothing about persons, please."),
    )

    def __init__(self, *args: Any, boards: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["board_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(pk), name) for pk, name in boards]
        if len(boards) == 1:
            field.widget = forms.HiddenInput()
            self.initial.setdefault("board_id", boards[0][0])
