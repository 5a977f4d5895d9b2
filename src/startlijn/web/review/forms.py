"""Forms of reviews: whom to ask, one's own answers, the points, and the scan."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.domain.review.actions import NewPoint
from startlijn.domain.review.queries.reviews import PointView, Says, ToAsk
from startlijn.domain.review.queries.scans import ScanPage
from startlijn.domain.review.terms import MOST_PRIORITIES, Met, Question, SafeguardItem
from startlijn.web.free_text import TextAboutPeople
from startlijn.web.names import ROLES

_SCORES = [
    ("", _("No idea")),
    ("1", _("1: hardly")),
    ("2", _("2: a little")),
    ("3", _("3: rather well")),
    ("4", _("4: very well")),
]


class OpenForm(forms.Form):
    """Whom to ask."""

    participants = forms.TypedMultipleChoiceField(
        label=_("Who takes part"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask starters and coaches too: they know what practice is like."),
    )

    def __init__(self, *args: Any, people: Sequence[ToAsk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["participants"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(person.id), f"{person.name}, {ROLES[person.role]}") for person in people]
        if not self.is_bound:
            self.initial["participants"] = [str(person.id) for person in people]


class AnswersForm(forms.Form):
    """A text and a score for each question; everything may stay open."""

    def __init__(self, *args: Any, own: Mapping[str, Says], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in Question:
            says = own.get(question.value, Says())
            self.fields[f"{question}_text"] = TextAboutPeople(
                label=question.label,
                required=False,
                max_length=2000,
                rows=3,
                initial=says.text,
            )
            self.fields[f"{question}_score"] = forms.TypedChoiceField(
                label=gettext("How it goes now: %(question)s") % {"question": question.label},
                choices=_SCORES,
                required=False,
                coerce=int,
                empty_value=None,
                initial=says.score or "",
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The text and the score of each question, for the page."""
        return [(self[f"{question}_text"], self[f"{question}_score"]) for question in Question]

    def answers(self) -> dict[Question, Says]:
        """Return what was filled in; call after `is_valid`."""
        given = self.cleaned_data
        return {
            question: Says(given[f"{question}_text"], given[f"{question}_score"]) for question in Question
        }


class PointsForm(forms.Form):
    """At most three points, each with who and by when."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, people: Sequence[tuple[UUID, str]], present: Sequence[PointView], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("Choose somebody")), *((str(pk), name) for pk, name in people)]
        for number in range(1, MOST_PRIORITIES + 1):
            point = present[number - 1] if number <= len(present) else None
            self.fields[f"title_{number}"] = forms.CharField(
                label=gettext("Point %(number)s: what we will improve") % {"number": number},
                required=False,
                max_length=200,
                initial=point.title if point else "",
            )
            self.fields[f"owner_{number}"] = forms.TypedChoiceField(
                label=gettext("Who sees to point %(number)s") % {"number": number},
                choices=choices,
                required=False,
                coerce=UUID,
                empty_value=None,
                initial=str(point.owner_id) if point and point.owner_id else "",
            )
            self.fields[f"due_{number}"] = forms.DateField(
                label=gettext("Point %(number)s by when") % {"number": number},
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                initial=point.due_on if point else None,
            )

    def clean(self) -> dict[str, Any]:
        """A point needs somebody and a day."""
        cleaned = super().clean() or {}
        for number in range(1, MOST_PRIORITIES + 1):
            if cleaned.get(f"title_{number}"):
                if not cleaned.get(f"owner_{number}"):
                    self.add_error(f"owner_{number}", _("Choose who sees to it."))
                if not cleaned.get(f"due_{number}") and f"due_{number}" not in self.errors:
                    self.add_error(f"due_{number}", _("Say by when."))
        return cleaned

    def points(self) -> list[NewPoint]:
        """Return the points that were filled in; call after `is_valid`."""
        given = self.cleaned_data
        found = []
        for number in range(1, MOST_PRIORITIES + 1):
            owner, due = given[f"owner_{number}"], given[f"due_{number}"]
            if given[f"title_{number}"] and isinstance(owner, UUID) and isinstance(due, date):
                found.append(NewPoint(given[f"title_{number}"], owner, due))
        return found


class ScanForm(forms.Form):
    """For each item whether it holds, and what shows it; filled in with what Startlijn knows."""

    def __init__(self, *args: Any, page: ScanPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = {answer.item: answer for answer in page.last.answers} if page.last else {}
        for found in page.found:
            before = last.get(found.item)
            self.fields[f"{found.item}_met"] = forms.ChoiceField(
                label=SafeguardItem(found.item).label,
                choices=Met,
                widget=forms.RadioSelect,
                initial=found.met or (before.met if before else Met.NO),
                help_text=str(found.reason),
            )
            self.fields[f"{found.item}_evidence"] = forms.CharField(
                label=gettext("What shows it: %(item)s") % {"item": SafeguardItem(found.item).label},
                required=False,
                max_length=500,
                initial=before.evidence if before else "",
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The answer and the evidence of each item, for the page."""
        return [(self[f"{item}_met"], self[f"{item}_evidence"]) for item in SafeguardItem]

    def answers(self) -> dict[SafeguardItem, tuple[Met, str]]:
        """Return what was filled in; call after `is_valid`."""
        given = self.cleaned_data
        return {item: (Met(given[f"{item}_met"]), given[f"{item}_evidence"]) for item in SafeguardItem}
