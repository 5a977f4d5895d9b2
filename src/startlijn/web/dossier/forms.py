"""Forms of the dossier: a piece, a release, feedback, a copy."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from startlijn.base.files.terms import Upload
from startlijn.base.seams import today
from startlijn.domain.assessment.queries.given import OwnPanel
from startlijn.domain.dossier.queries.receivers import Giver
from startlijn.domain.dossier.terms import (
    ANSWER_LENGTH,
    BY_HAND,
    FEEDBACK_DAYS,
    MOST_RELEASE_DAYS,
    QUESTION_LENGTH,
    RELEASE_DAYS,
    TEXT_LENGTH,
    WITH_FILE,
    AreaCover,
    EvidenceFacts,
    EvidenceKind,
    NewEvidence,
    Receiver,
    ReleasePurpose,
    Stage,
)
from startlijn.engines.media import LIMITS
from startlijn.web.free_text import TextAboutPeople
from startlijn.web.guidance.forms import date_field
from startlijn.web.names import ROLES

MOST_COPY = 64 * 1024 * 1024  # read as a whole; what one person may keep fits in it
_ACCEPTS = ".pdf,.png,.jpg,.jpeg,.txt,.docx,.xlsx,.pptx,.odt,.ods,.odp"


def _not_too_large(file: "UploadedFile[bytes]") -> None:
    if (file.size or 0) > LIMITS.size:
        raise ValidationError(gettext("This file is larger than 10 MB. Make it smaller, or add a link."))


def _copy_not_too_large(file: "UploadedFile[bytes]") -> None:
    if (file.size or 0) > MOST_COPY:
        raise ValidationError(
            gettext("This copy is too large to bring in here. Ask who runs this installation.")
        )


def _text(label: Any, help_text: Any = "", *, rows: int, most: int, required: bool = True) -> forms.CharField:
    return TextAboutPeople(label=label, help_text=help_text, max_length=most, required=required, rows=rows)


def _choose(field: forms.Field, choices: Any) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _indicators(areas: Sequence[AreaCover]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the indicators to choose from, by area in the order of the profile."""
    return [(area.title, [(each.key, each.name) for each in area.indicators]) for area in areas]


class StageForm(forms.Form):
    """Towards which stage somebody works."""

    stage = forms.TypedChoiceField(
        label=_("Which stage do you work towards?"),
        coerce=lambda value: Stage(int(value)),
        choices=lambda: [(each.value, capfirst(each.label)) for each in Stage],
        widget=forms.RadioSelect,
    )
    started_in_training = forms.BooleanField(
        label=_("I started this dossier in teacher training"), required=False
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    """A piece of evidence, with only the fields that its kind has."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("As you would call it when you talk about it.")
    )
    link = forms.CharField(
        label=_("Link"), max_length=500, help_text=_("Begins with https:// or mailto:."), required=False
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        validators=[_not_too_large],
        widget=forms.FileInput(attrs={"accept": _ACCEPTS}),
    )
    text = _text(
        _("In your own words"),
        _("What did you do, what went well, and what do you take along? No names of pupils or parents."),
        rows=8,
        most=TEXT_LENGTH,
        required=False,
    )
    happened_on = date_field(_("When was it?"), required=False)
    indicators = forms.MultipleChoiceField(
        label=_("What does it show?"),
        help_text=_("One piece may show several things. You can change this later."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kind: EvidenceKind, areas: Sequence[AreaCover], kept: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.known = {each.key for area in areas for each in area.indicators}
        _choose(self.fields["indicators"], _indicators(areas))
        if kind is not EvidenceKind.LINK:
            del self.fields["link"]
        if kind not in WITH_FILE:
            del self.fields["file"]
        if kind not in BY_HAND:
            del self.fields["text"]
        if kept and "file" in self.fields:
            words = gettext("Leave empty to keep %(name)s.") % {"name": kept}
            self.fields["file"].help_text = words

    @staticmethod
    def initial_of(facts: EvidenceFacts) -> dict[str, Any]:
        """Return what the form shows first of a piece that is there."""
        return {
            "title": facts.title,
            "text": facts.text,
            "link": facts.link,
            "happened_on": facts.happened_on,
            "indicators": list(facts.indicators),
            "expected_version": facts.version,
        }

    def given(self, kept: EvidenceFacts | None = None) -> NewEvidence:
        """Return what was typed; what the form does not show stays as `kept` has it."""
        typed = self.cleaned_data
        file: UploadedFile[bytes] | None = typed.get("file")
        others = [key for key in (kept.indicators if kept else ()) if key not in self.known]
        return NewEvidence(
            self.kind,
            typed["title"],
            text=typed.get("text", kept.text if kept else ""),
            link=typed.get("link", kept.link if kept else ""),
            happened_on=typed["happened_on"],
            indicators=(*typed["indicators"], *others),
            upload=Upload(file.name or "", file.read()) if file else None,
        )


class KeepForm(forms.Form):
    """Something from elsewhere in Startlijn that comes into the dossier."""

    title = forms.CharField(label=_("Title"), max_length=200)
    indicators = forms.MultipleChoiceField(
        label=_("What does it show?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, areas: Sequence[AreaCover], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["indicators"], _indicators(areas))


def _panel_in_words(panel: OwnPanel) -> str:
    """Return what giving to the panel means: who, and that it is what the pieces are now."""
    names = ", ".join(panel.names) or gettext("nobody yet")
    told = gettext("The panel of my assessment (%(names)s): the pieces as they are now, for the assessment")
    return told % {"names": names}


class ShareForm(forms.Form):
    """Which pieces go to whom, for what, until when."""

    evidence = forms.TypedMultipleChoiceField(
        label=_("What do you share?"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only these pieces. Nobody can see that there are others."),
    )
    receiver = forms.TypedChoiceField(label=_("With whom?"), coerce=UUID, widget=forms.RadioSelect)
    purpose = forms.TypedChoiceField(
        label=_("What for?"),
        coerce=ReleasePurpose,
        choices=lambda: [(each.value, capfirst(each.label)) for each in ReleasePurpose],
        help_text=_("Stands beside every time it is read."),
    )
    last_day = date_field(
        _("Until and including"), _("At most ninety days. You can take it back at any moment.")
    )

    def __init__(
        self,
        *args: Any,
        pieces: Sequence[EvidenceFacts],
        receivers: Sequence[Receiver],
        panel: OwnPanel | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        on = today()
        whole = [(str(panel.assessment_id), _panel_in_words(panel))] if panel else []
        _choose(self.fields["evidence"], [(str(each.id), each.title) for each in pieces])
        _choose(
            self.fields["receiver"],
            whole
            + [(str(each.role_id), f"{each.name} ({ROLES[each.role]}, {each.place})") for each in receivers],
        )
        self.fields["last_day"].widget.attrs |= {
            "min": on.isoformat(),
            "max": (on + timedelta(days=MOST_RELEASE_DAYS - 1)).isoformat(),
        }
        self.initial.setdefault("last_day", on + timedelta(days=RELEASE_DAYS - 1))
        self.initial.setdefault("purpose", ReleasePurpose.COACHING)


class AskForm(forms.Form):
    """A question for feedback."""

    giver = forms.TypedChoiceField(label=_("Whom do you ask?"), coerce=UUID, widget=forms.RadioSelect)
    question = _text(
        _("What would you like to hear about?"),
        _("One thing at a time works best. For example: how did the start of my lesson come across?"),
        rows=4,
        most=QUESTION_LENGTH,
    )
    due_on = date_field(_("By when?"), _("Nobody has to answer."))

    def __init__(self, *args: Any, givers: Sequence[Giver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(
            self.fields["giver"],
            [(str(each.person_id), f"{each.name} ({ROLES[each.role]})") for each in givers],
        )
        self.initial.setdefault("due_on", today() + timedelta(days=FEEDBACK_DAYS))


class AnswerForm(forms.Form):
    """Feedback to a colleague."""

    answer = _text(
        _("Your feedback"),
        _("Begin with what you saw go well, then one thing to try. It stays as it is once you give it."),
        rows=6,
        most=ANSWER_LENGTH,
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class CopyForm(forms.Form):
    """A copy of a dossier to bring in."""

    file = forms.FileField(
        label=_("Copy of your dossier"),
        validators=[_copy_not_too_large],
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )


class WordsForm(forms.Form):
    """What a board calls each indicator."""

    def __init__(self, *args: Any, rows: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[row.key] = forms.CharField(
                label=row.name, max_length=200, required=False, initial=row.words
            )
