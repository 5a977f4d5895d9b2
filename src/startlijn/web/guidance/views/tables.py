"""Rows for the pages about lines: steps by year, planned beside received, needs with what helps."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from startlijn.domain.guidance.queries.coaching import NeedsView
from startlijn.domain.guidance.queries.line_views import LineView, StepView, YearSums
from startlijn.domain.guidance.queries.practice import YearPractice
from startlijn.domain.guidance.rules.entitlements import Entitlements
from startlijn.domain.guidance.rules.practice import Said, Sums
from startlijn.domain.guidance.terms import Outcome, StepState
from startlijn.web.guidance.forms import WEIGHTS
from startlijn.web.guidance.spaces import Space
from startlijn.web.guidance.words import hours

_KINDS = {
    StepState.DONE: "done",
    StepState.OPEN: "careful",
    StepState.DIFFERENT: "careful",
}


def said(word: Said | None) -> str:
    """Return what one side says, in words."""
    if word is None:
        return ""
    return hours(word.minutes) if word.outcome == Outcome.DONE else str(word.outcome.label)


def step_row(step: StepView, space: Space | None) -> dict[str, Any]:
    """Return one step as a row: its state, what both sides say when they differ, and its address."""
    url = ""
    if space is not None:
        name = space.step or ("" if step.settled else space.move)
        url = reverse(name, args=[step.id]) if name else ""
    return {
        "step": step,
        "url": url,
        "kind": _KINDS.get(step.state, "plain"),
        "label": step.state.label,
        "received": said(step.received),
        "given": said(step.given),
        "both": step.state == StepState.DIFFERENT,
    }


def step_groups(line: LineView, space: Space | None) -> list[dict[str, Any]]:
    """Return the steps by year: this year open, the others folded."""
    return [
        {
            "number": year.number,
            "now": year.number == line.year,
            "rows": [step_row(step, space) for step in line.steps if step.year == year.number],
        }
        for year in line.years
    ]


def _sums(sums: Sums | None, people: int | None = None) -> dict[str, Any]:
    if sums is None:
        return {"few": True}
    return {
        "few": False,
        "people": people,
        "planned": hours(sums.planned_minutes),
        "due": hours(sums.due_minutes),
        "given": hours(sums.given_minutes) if sums.asked else "",
        "received": hours(sums.received_minutes),
        "times": _("%(happened)s of %(due)s") % {"happened": sums.happened, "due": sums.due},
        "evaporates": sums.evaporates,
    }


def practice_tables(
    years: Sequence[YearSums] | Sequence[YearPractice], *, own: bool = False
) -> list[dict[str, Any]]:
    """Return planned beside received as tables, one per year, with the elements that evaporate named."""
    heads = [
        {"label": _("Element")},
        *([] if own else [{"label": _("Starters"), "number": True}]),
        {"label": _("Planned"), "number": True},
        {"label": _("Due by now"), "number": True},
        {"label": _("Given, says the coach"), "number": True},
        {"label": _("Received, says the starter"), "number": True},
        {"label": _("Took place"), "number": True},
    ]
    tables = []
    for year in years:
        rows = [
            {
                "title": element.title or _("Added by hand"),
                **_sums(element.sums, getattr(element, "people", None)),
            }
            for element in year.elements
        ]
        whole = _sums(year.sums, getattr(year, "people", None))
        tables.append(
            {
                "year": year.year,
                "rows": rows,
                "whole": whole,
                "evaporating": year.evaporating,
                "heads": heads,
            }
        )
    return tables


def entitled_rows(found: Entitlements) -> list[dict[str, Any]]:
    """Return what somebody is entitled to, as sentences made from the rules of the sector."""
    language = "nl" if (get_language() or "nl").startswith("nl") else "en"
    return [{"says": line.says(language), "place": line.place, "advice": line.advice} for line in found.lines]


def needs_rows(needs: Iterable[NeedsView], line: LineView) -> list[dict[str, Any]]:
    """Return what a starter said, with what the own line has for it."""
    rows = []
    for each in needs:
        helps = []
        for concern, kinds in each.helpful:
            steps = dict.fromkeys(step.title for step in line.steps if step.kind in kinds)
            helps.append(
                {
                    "concern": capfirst(concern.label),
                    "kinds": ", ".join(str(kind.label) for kind in kinds),
                    "steps": list(steps),
                }
            )
        concerns = [
            {"label": capfirst(concern.label), "value": value, "words": str(WEIGHTS[value])}
            for concern, value in each.concerns
        ]
        rows.append({"needs": each, "helps": helps, "concerns": concerns})
    return rows
