"""Forms of the knowledge base: searching, a version, a step, a colleague, publishing."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models.enums import Choices
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.base.files.terms import Upload
from startlijn.base.organisations.terms import Sector
from startlijn.base.seams import today
from startlijn.domain.knowledge.queries.base import Wanted
from startlijn.domain.knowledge.queries.own import TeamChoice, VersionView
from startlijn.domain.knowledge.terms import (
    TEXT_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    Draft,
    ProductKind,
    ProductStatus,
)
from startlijn.engines.media import LIMITS
from startlijn.web.guidance.forms import date_field

_ACCEPTS = ".pdf,.png,.jpg,.jpeg,.txt,.docx,.xlsx,.pptx,.odt,.ods,.odp"


def _not_too_large(file: "UploadedFile[bytes]") -> None:
    if (file.size or 0) > LIMITS.size:
        raise ValidationError(gettext("This file is larger than 10 MB. Make it smaller, or add a link."))


def _capital(labels: type[Choices], first: Any = "") -> Callable[[], list[tuple[str, str]]]:
    """Return choices whose words begin with a capital; `first` is the choice of nothing."""
    nothing = [("", str(first))] if first else []
    return lambda: [*nothing, *((value, capfirst(label)) for value, label in labels.choices)]


def _choose(field: forms.Field, choices: Any) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class SearchForm(forms.Form):
    """What narrows a search; the words themselves stand in the search box."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    school_type = forms.ChoiceField(label=_("School type"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["kind"], _capital(ProductKind, gettext("All kinds"))())
        _choose(self.fields["sector"], _capital(Sector, gettext("All sectors"))())
        types = [
            ("", gettext("All schools")),
            ("training", gettext("Training schools")),
            ("other", gettext("Other schools")),
        ]
        _choose(self.fields["school_type"], types)

    def wanted(self, text: str) -> Wanted:
        """Return what is looked for; a choice that does not exist counts as none."""
        self.is_valid()
        given = self.cleaned_data
        kinds = {"training": True, "other": False}
        return Wanted(
            text,
            given.get("kind", ""),
            given.get("sector", ""),
            kinds.get(given.get("school_type", "")),
        )


class VersionForm(forms.Form):
    """A version of a product: text, file, or both."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        help_text=_("As colleagues would look for it, for example: Checklist for the first week."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=_capital(ProductKind), widget=forms.RadioSelect)
    team = forms.ChoiceField(label=_("Who makes it?"))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("No names of pupils, parents or colleagues. An empty line begins a new paragraph."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        validators=[_not_too_large],
        widget=forms.FileInput(attrs={"accept": _ACCEPTS}),
    )
    drop_file = forms.BooleanField(label=_("Go on without the file"), required=False)
    change = forms.CharField(
        label=_("What did you change?"),
        required=False,
        max_length=WORDS_LENGTH,
        help_text=_("In a few words, for your colleagues."),
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        teams: Sequence[TeamChoice] = (),
        latest: VersionView | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {f"{each.school_id}.{each.edition_id or ''}": each for each in teams}
        _choose(self.fields["team"], [(key, each.label) for key, each in self.teams.items()])
        unused = ["kind", "team"] if latest else ["drop_file", "change"]
        if len(self.teams) == 1:
            unused.append("team")
        if latest and latest.file is None:
            unused.append("drop_file")
        for name in unused:
            self.fields.pop(name, None)
        if latest and latest.file:
            words = gettext("Leave empty to keep %(name)s.") % {"name": latest.file.name}
            self.fields["file"].help_text = words

    def draft(self) -> Draft:
        """Return what was typed."""
        typed = self.cleaned_data
        file: UploadedFile[bytes] | None = typed.get("file")
        return Draft(
            typed["title"],
            typed["text"],
            Upload(file.name or "", file.read()) if file else None,
            keeps_file=not typed.get("drop_file"),
            change=typed.get("change", ""),
        )

    def chosen_team(self) -> TeamChoice:
        """Return who makes it: what was chosen, or the only choice there is."""
        chosen: str = self.cleaned_data.get("team") or next(iter(self.teams))
        return self.teams[chosen]


class StepForm(forms.Form):
    """What was done with a product."""

    status = forms.ChoiceField(
        label=_("What did you do?"), choices=_capital(ProductStatus), widget=forms.RadioSelect
    )
    on = date_field(_("When?"))
    words = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=WORDS_LENGTH,
        help_text=_("For example: tried with the team of the lower years. No names."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())


class ColleagueForm(forms.Form):
    """A colleague who makes it along."""

    email = forms.EmailField(
        label=_("E-mail address of your colleague"),
        help_text=_("As your colleague logs in here, with a role at the same school."),
    )


class PublishForm(forms.Form):
    """Somebody looked, and says so."""

    confirmed = forms.BooleanField(
        label=_("I looked through title, text and file: there are no personal data in it"), required=False
    )
    found_may_stay = forms.BooleanField(
        label=_("The places above are no personal data, or they may stay"), required=False
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not found:
            del self.fields["found_may_stay"]


class TakeBackForm(forms.Form):
    """Why it goes out of the knowledge base."""

    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=WORDS_LENGTH,
        help_text=_("Only for your own team. No names."),
    )


class TakeForm(forms.Form):
    """For which of the own schools a product is taken along."""

    school = forms.TypedChoiceField(label=_("For which school?"), coerce=UUID)

    def __init__(self, *args: Any, schools: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["school"], [(str(pk), name) for pk, name in schools])
