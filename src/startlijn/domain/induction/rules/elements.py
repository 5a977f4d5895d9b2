"""What an element is, and whether it can be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _

from startlijn.content.templates import TemplateElement
from startlijn.domain.induction.rules.reasons import Reason
from startlijn.domain.induction.terms import (
    MOST_HOURS,
    NOTE_LENGTH,
    TITLE_LENGTH,
    YEARS,
    BadElementError,
    Criterion,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    StarterType,
)

_PACKAGED = uuid5(NAMESPACE_URL, "startlijn:programmes")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewElement:
    """An element as somebody writes it. Hours are for all `times` together; no starter types means all."""

    title_nl: str
    year: int
    form: ElementForm
    kind: ElementKind
    starter_hours: Decimal
    title_en: str = ""
    period: Period = Period.WHOLE_YEAR
    criteria: tuple[Criterion, ...] = ()
    times: int = 1
    coach_hours: Decimal = Decimal(0)
    fixed_coach: bool = False
    owner: Owner | None = None
    second_owner: Owner | None = None
    starter_types: tuple[StarterType, ...] = ()
    is_generic: bool = True
    funding: Funding = Funding.STRUCTURAL
    funding_ends_on: date | None = None
    next_morning_nl: str = ""
    next_morning_en: str = ""
    deviation: str = ""

    @property
    def title(self) -> str:
        """The name in the active language; the Dutch one when there is no other."""
        return self.title_nl if _is_dutch() or not self.title_en else self.title_en

    @property
    def next_morning(self) -> str:
        """What one can use the next morning, in the active language."""
        return self.next_morning_nl if _is_dutch() or not self.next_morning_en else self.next_morning_en

    @property
    def is_guidance(self) -> bool:
        """Tell whether it takes time of the starter; time off from teaching gives it."""
        return self.kind != ElementKind.WORKLOAD_RELIEF

    def is_for(self, kind: StarterType) -> bool:
        """Tell whether starters of this kind get it."""
        return not self.starter_types or kind in self.starter_types


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(NewElement):
    """An element of a version. `key` is the same in other versions and copies; `version` counts edits."""

    id: UUID
    key: UUID
    position: int = 1
    version: int = 1


CONTENT = tuple(field.name for field in fields(NewElement))


def in_language() -> str:
    """Return "nl" or "en": the language in which texts of programmes are shown now."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _is_dutch() -> bool:
    return in_language() == "nl"


def packaged_element(written: TemplateElement) -> NewElement:
    """Return an element of a packaged template as one that can be added."""
    return NewElement(
        title_nl=written.title["nl"],
        title_en=written.title["en"],
        year=written.year,
        period=Period(written.period),
        form=ElementForm(written.form),
        kind=ElementKind(written.kind),
        criteria=tuple(each for each in Criterion if each in written.criteria),
        times=written.times,
        starter_hours=written.starter_hours,
        coach_hours=written.coach_hours,
        fixed_coach=written.fixed_coach,
        owner=Owner(written.owner),
        second_owner=Owner(written.second_owner) if written.second_owner else None,
        starter_types=tuple(each for each in StarterType if each in written.starter_types),
        is_generic=written.generic,
        funding=Funding(written.funding),
        next_morning_nl=written.next_morning["nl"],
        next_morning_en=written.next_morning["en"],
    )


def packaged_key(sector: str, name: str) -> UUID:
    """Return the key of an element of a packaged template: the same in every edition of that template."""
    return uuid5(_PACKAGED, f"{sector}/{name}")


def same_content(one: NewElement, other: NewElement) -> bool:
    """Tell whether two elements say the same."""
    return all(getattr(one, name) == getattr(other, name) for name in CONTENT)


def in_order(elements: Iterable[Element]) -> tuple[Element, ...]:
    """Return the elements by year and place in the year."""
    return tuple(sorted(elements, key=lambda each: (each.year, each.position, each.id)))


def hours_of(elements: Iterable[NewElement], year: int | None = None) -> tuple[Decimal, Decimal]:
    """Return the hours of starter and coach together, of one year or of all."""
    found = [each for each in elements if year is None or each.year == year]
    return (
        sum((each.starter_hours for each in found), Decimal(0)),
        sum((each.coach_hours for each in found), Decimal(0)),
    )


def faults_of(element: NewElement) -> dict[str, Reason]:
    """Return what is wrong with an element, by name of the field; empty when all is well."""
    found = {
        "title_nl": _name_fault(element.title_nl),
        "title_en": _length_fault(element.title_en, TITLE_LENGTH),
        "year": None if element.year in YEARS else Reason(_("Choose year 1, 2 or 3.")),
        "times": None if 1 <= element.times <= 60 else Reason(_("Choose a number from 1 to 60.")),
        "starter_hours": _hours_fault(element.starter_hours),
        "coach_hours": _hours_fault(element.coach_hours),
        "fixed_coach": _coach_fault(element),
        "second_owner": _owner_fault(element),
        "funding_ends_on": _funding_fault(element),
        "next_morning_nl": _length_fault(element.next_morning_nl, NOTE_LENGTH),
        "next_morning_en": _length_fault(element.next_morning_en, NOTE_LENGTH),
        "deviation": _length_fault(element.deviation, NOTE_LENGTH),
    }
    return {name: fault for name, fault in found.items() if fault is not None}


def must_be_elements(elements: Sequence[NewElement]) -> None:
    """Raise `BadElementError` for the first element that cannot be."""
    for element in elements:
        faults = faults_of(element)
        if faults:
            raise BadElementError(faults)


def _length_fault(text: str, most: int) -> Reason | None:
    return Reason(_("Use at most %(most)s characters."), {"most": most}) if len(text) > most else None


def _name_fault(text: str) -> Reason | None:
    return _length_fault(text, TITLE_LENGTH) if text.strip() else Reason(_("Give it a Dutch name."))


def _hours_fault(hours: Decimal) -> Reason | None:
    if hours.is_finite() and 0 <= hours <= MOST_HOURS and hours == hours.quantize(Decimal("0.01")):
        return None
    return Reason(_("Choose hours from 0 to %(most)s, with at most two decimals."), {"most": MOST_HOURS})


def _coach_fault(element: NewElement) -> Reason | None:
    if element.fixed_coach and element.form != ElementForm.INDIVIDUAL:
        return Reason(_("Only something individual is with the own coach."))
    return None


def _owner_fault(element: NewElement) -> Reason | None:
    if element.second_owner is None:
        return None
    if element.owner is None:
        return Reason(_("Choose first who sees to it."))
    return Reason(_("Choose somebody else as the second.")) if element.owner == element.second_owner else None


def _funding_fault(element: NewElement) -> Reason | None:
    if element.funding_ends_on is not None and element.funding == Funding.STRUCTURAL:
        return Reason(_("The school's own budget has no last day. Leave this empty."))
    return None
