"""Packaged templates of induction programmes: read from content/programmes, with precise errors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

# The words a template may use. A test holds them beside the words of the domain.
ALLOWED: Mapping[str, frozenset[str]] = {
    "period": frozenset({"start", "early", "middle", "late", "close", "year"}),
    "form": frozenset({"individual", "collective"}),
    "kind": frozenset(
        {
            "coaching_talk",
            "lesson_observation",
            "intervision",
            "network_meeting",
            "training",
            "workload_relief",
            "introduction",
            "peer_observation",
            "video_coaching",
            "evaluation_talk",
        }
    ),
    "criteria": frozenset(
        {"workload_relief", "enculturation", "professional_development", "classroom", "intervision"}
    ),
    "owner": frozenset(
        {
            "school_educator",
            "coach",
            "school_leader",
            "team_leader",
            "buddy",
            "hr_advisor",
            "project_worker",
            "institute_educator",
            "starter",
        }
    ),
    "for": frozenset(
        {"recent_graduate", "career_switcher", "experienced_new_here", "substitute", "returner"}
    ),
    "funding": frozenset({"structural", "subsidy", "region"}),
    "sectors": frozenset({"po", "vo", "so", "mbo"}),
    "certainty": frozenset({"seen", "known", "inferred"}),
}
_LANGUAGES = ("nl", "en")
_FIELDS = frozenset(
    {
        *("key", "title", "year", "period", "form", "kind", "criteria", "times", "hours", "fixed_coach"),
        *("owner", "second_owner", "for", "generic", "funding", "next_morning"),
    }
)


class BadTemplate(ValueError):
    """A template that cannot be used: file, element (its key or number, empty: the head) and field."""

    def __init__(self, file: str, element: str, field: str, what: str) -> None:
        super().__init__(f"{file}, {element or 'head'}, {field}: {what}")
        self.file, self.element, self.field, self.what = file, element, field, what


@dataclass(frozen=True, slots=True)
class TemplateElement:
    """One element as written; words are codes of the domain, texts are by language ("nl", "en")."""

    key: str
    title: Mapping[str, str]
    year: int
    period: str
    form: str
    kind: str
    criteria: tuple[str, ...]
    times: int
    starter_hours: Decimal
    coach_hours: Decimal
    fixed_coach: bool
    owner: str
    second_owner: str
    starter_types: tuple[str, ...]
    generic: bool
    funding: str
    next_morning: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProgrammeTemplate:
    """A template: `id` is "po.2026-1", `source` and `certainty` say whence and how sure."""

    key: str
    version: str
    valid_from: date
    sectors: tuple[str, ...]
    title: Mapping[str, str]
    introduction: Mapping[str, str]
    source: str
    certainty: str
    elements: tuple[TemplateElement, ...]

    @property
    def id(self) -> str:
        """Return the name of the template with its edition."""
        return f"{self.key}.{self.version}"


def read_template(file: str, written: Any) -> ProgrammeTemplate:
    """Turn the document of a file into a template. Raises `BadTemplate` at the first thing that is wrong."""
    head = _Reader(file, "", written)
    rows = head.each("elements")
    elements = tuple(_element(file, number, row) for number, row in enumerate(rows, start=1))
    for number, element in enumerate(elements):
        if element.key in {each.key for each in elements[:number]}:
            raise BadTemplate(file, element.key, "key", "stands there twice")
    template = ProgrammeTemplate(
        key=head.text("key"),
        version=head.text("version"),
        valid_from=head.day("valid_from"),
        sectors=head.words("sectors"),
        title=head.languages("title"),
        introduction=head.languages("introduction", most=4000),
        source=head.text("source"),
        certainty=head.word("certainty"),
        elements=elements,
    )
    if file != f"{template.id}.yaml":
        raise BadTemplate(file, "", "version", f"the file should be called {template.id}.yaml")
    return template


def _element(file: str, number: int, row: Any) -> TemplateElement:
    read = _Reader(file, str(row.get("key", number)) if isinstance(row, dict) else str(number), row)
    read.knows_only(_FIELDS)
    hours = _Reader(file, read.element, read.part("hours", dict))
    return TemplateElement(
        key=read.text("key"),
        title=read.languages("title", most=120),
        year=read.whole("year", 1, 3),
        period=read.word("period"),
        form=read.word("form"),
        kind=read.word("kind"),
        criteria=read.words("criteria"),
        times=read.whole("times", 1, 60),
        starter_hours=hours.hours("starter"),
        coach_hours=hours.hours("coach"),
        fixed_coach=read.yes("fixed_coach", usual=False),
        owner=read.word("owner"),
        second_owner=read.word("second_owner", among="owner", usual=""),
        starter_types=read.words("for", usual=()),
        generic=read.yes("generic", usual=True),
        funding=read.word("funding", usual="structural"),
        next_morning=read.languages("next_morning", most=300, usual={}),
    )


class _Reader:
    """The head or one element under reading: each verb takes a field, or says what is wrong with it."""

    def __init__(self, file: str, element: str, written: Any) -> None:
        self.file, self.element = file, element
        if not isinstance(written, dict):
            raise self.wrong("", "should be a list of fields")
        self.written: Mapping[str, Any] = written

    def wrong(self, field: str, what: str) -> BadTemplate:
        return BadTemplate(self.file, self.element, field, what)

    def knows_only(self, known: frozenset[str]) -> None:
        for field in self.written:
            if field not in known:
                raise self.wrong(str(field), "is not a known field")

    def part(self, field: str, kind: type | tuple[type, ...], usual: Any = None) -> Any:
        value = self.written.get(field, usual)
        if value is None:
            raise self.wrong(field, "is missing")
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.wrong(field, f"{value!r} is of the wrong kind")
        return value

    def each(self, field: str) -> Sequence[Any]:
        rows: Sequence[Any] = self.part(field, list)
        if not rows:
            raise self.wrong(field, "is empty")
        return rows

    def text(self, field: str) -> str:
        value: str = self.part(field, str)
        if not value.strip():
            raise self.wrong(field, "is empty")
        return value.strip()

    def day(self, field: str) -> date:
        value: date = self.part(field, date)
        return value

    def yes(self, field: str, *, usual: bool) -> bool:
        value: bool = self.part(field, bool, usual)
        return value

    def whole(self, field: str, least: int, most: int) -> int:
        value: int = self.part(field, int)
        if not least <= value <= most:
            raise self.wrong(field, f"{value} is not between {least} and {most}")
        return value

    def hours(self, field: str) -> Decimal:
        value = Decimal(str(self.part(field, (int, float))))
        if not 0 <= value <= 999:
            raise self.wrong(f"hours.{field}", f"{value} is not between 0 and 999")
        return value

    def word(self, field: str, *, among: str = "", usual: str | None = None) -> str:
        value: str = self.part(field, str, usual)
        self._must_be_among(field, value, among or field, empty=usual == "")
        return value

    def words(self, field: str, *, usual: tuple[str, ...] | None = None) -> tuple[str, ...]:
        values = tuple(self.part(field, (list, tuple), usual))
        if not values and usual is None:
            raise self.wrong(field, "is empty")
        for value in values:
            self._must_be_among(field, value, field, empty=False)
        return values

    def _must_be_among(self, field: str, value: str, among: str, *, empty: bool) -> None:
        if value not in ALLOWED[among] and not (empty and value == ""):
            raise self.wrong(field, f"{value!r} is none of {', '.join(sorted(ALLOWED[among]))}")

    def languages(
        self, field: str, *, most: int = 200, usual: Mapping[str, str] | None = None
    ) -> Mapping[str, str]:
        value: Mapping[str, str] = self.part(field, dict, usual)
        if not value and usual is not None:
            return dict.fromkeys(_LANGUAGES, "")
        texts = {language: _Reader(self.file, self.element, value).text(language) for language in _LANGUAGES}
        for language, text in texts.items():
            if len(text) > most:
                raise self.wrong(f"{field}.{language}", f"has more than {most} characters")
        return texts
