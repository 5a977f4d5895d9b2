"""What differs between two versions, or between a programme and its template: field by field, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from startlijn.domain.induction.rules.elements import CONTENT, Element, NewElement, hours_of, in_order
from startlijn.domain.induction.rules.reasons import hours_text, listed
from startlijn.domain.induction.terms import YEARS

_LABELS = {
    "title_nl": _("name in Dutch"),
    "title_en": _("name in English"),
    "year": _("year"),
    "period": _("when"),
    "form": _("form"),
    "kind": _("kind"),
    "criteria": _("serves"),
    "times": _("times"),
    "starter_hours": _("hours for the starter"),
    "coach_hours": _("hours for the coach"),
    "fixed_coach": _("with the own coach"),
    "owner": _("who sees to it"),
    "second_owner": _("who takes over"),
    "starter_types": _("for whom"),
    "is_generic": _("part of every programme"),
    "funding": _("paid from"),
    "funding_ends_on": _("paid until"),
    "next_morning_nl": _("what one can use the next morning, in Dutch"),
    "next_morning_en": _("what one can use the next morning, in English"),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs, in words of the active language."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An element that is in both, with the fields that differ. `why` is what the school says about it."""

    before: Element
    after: Element
    fields: tuple[FieldChange, ...]

    @property
    def why(self) -> str:
        """Return why it differs from the template, as the school wrote it."""
        return self.after.deviation


@dataclass(frozen=True, slots=True)
class YearHours:
    """The hours of one year before and after."""

    year: int
    starter_before: Decimal
    starter_after: Decimal
    coach_before: Decimal
    coach_after: Decimal


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a version adds to, takes from and changes in an earlier one; `same` counts the rest."""

    added: tuple[Element, ...]
    removed: tuple[Element, ...]
    changed: tuple[Changed, ...]
    same: int
    hours: tuple[YearHours, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.added or self.removed or self.changed)


def compare(before: Iterable[Element], after: Iterable[Element]) -> Comparison:
    """Compare two versions by the keys of their elements. The place in a year does not count."""
    first, second = _by_key(before), _by_key(after)
    both = [(first[key], second[key]) for key in second if key in first]
    changed = [Changed(one, other, field_changes(one, other)) for one, other in both]
    differing = tuple(each for each in changed if each.fields)
    return Comparison(
        added=tuple(second[key] for key in second if key not in first),
        removed=tuple(first[key] for key in first if key not in second),
        changed=differing,
        same=len(both) - len(differing),
        hours=_hours(tuple(first.values()), tuple(second.values())),
    )


def field_changes(before: NewElement, after: NewElement) -> tuple[FieldChange, ...]:
    """Return the fields that differ; the reason for differing is no difference itself."""
    return tuple(
        FieldChange(name, gettext(label), shown(getattr(before, name)), shown(getattr(after, name)))
        for name, label in _LABELS.items()
        if getattr(before, name) != getattr(after, name)
    )


def field_label(name: str) -> str:
    """Return what a field of an element is called, in the active language."""
    return gettext(_LABELS.get(name, name))


def shown(value: object) -> str:
    """Return the value of a field in words of the active language; empty for nothing."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Decimal):
        return hours_text(value)
    if isinstance(value, date):
        return str(date_format(value, "j F Y"))
    if isinstance(value, tuple):
        return listed(tuple(shown(each) for each in value))
    label: Promise | str | None = getattr(value, "label", None)
    return str(value if label is None else label) if value is not None else ""


def _by_key(elements: Iterable[Element]) -> Mapping[object, Element]:
    return {each.key: each for each in in_order(elements)}


def _hours(before: Sequence[Element], after: Sequence[Element]) -> tuple[YearHours, ...]:
    found = []
    for year in YEARS:
        (starter_before, coach_before), (starter_after, coach_after) = (
            hours_of(before, year),
            hours_of(after, year),
        )
        found.append(YearHours(year, starter_before, starter_after, coach_before, coach_after))
    return tuple(found)


assert set(_LABELS) | {"deviation"} == set(CONTENT)
