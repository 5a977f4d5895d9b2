"""What an assessment is called on screen: steps, doubts about a figure, and what waits."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.content.sector_rules import Certainty
from startlijn.domain.assessment.queries.waiting import Task
from startlijn.domain.assessment.terms import State
from startlijn.engines.agreement import Agreement, Doubt, Measure

# The steps as people see them; several states may be one step.
_STEPS: tuple[tuple[Promise, frozenset[State]], ...] = (
    (_("Hand in"), frozenset({State.PREPARED, State.SUBMITTED})),
    (_("Judge alone"), frozenset({State.JUDGING})),
    (_("Talk it over"), frozenset({State.CONSENSUS})),
    (_("Decide"), frozenset({State.ADVISED})),
    (_("Last word"), frozenset({State.DECIDED, State.OBJECTED})),
)
_ORDER = list(State)

DOUBTS: dict[Doubt, Promise] = {
    Doubt.NOTHING_SHARED: _("No indicator was judged by two people, so there is nothing to compare."),
    Doubt.TOO_FEW: _(
        "Fewer than ten indicators were judged by two people, so a figure corrected for chance says nothing."
    ),
    Doubt.ONE_VALUE: _(
        "Everybody gave the same level everywhere. Then a figure corrected for chance cannot be worked out."
    ),
    Doubt.LOPSIDED: _(
        "Nearly everything got the same level. Then the corrected figure can be low although people agree."
    ),
    Doubt.ROUGH: _("There are few judgements for so many levels: read the corrected figure as a rough one."),
}
MEASURES: dict[Measure, Promise] = {
    Measure.KAPPA: _("Cohen's kappa"),
    Measure.ALPHA: _("Krippendorff's alpha"),
}
CERTAINTIES: dict[Certainty, Promise] = {
    Certainty.SEEN: _("seen in the source"),
    Certainty.KNOWN: _("known, not checked"),
    Certainty.INFERRED: _("deduced"),
    Certainty.OPEN: _("open: check it"),
}
TASKS: dict[Task, tuple[Promise, Promise, str]] = {
    Task.HAND_IN: (_("Your assessment: hand in your file"), _("Hand in"), "assessment:one"),
    Task.PANEL: (_("A panel is not complete"), _("Form the panel"), "assessment:arrange"),
    Task.DECLARE: (_("You were asked to assess"), _("Declare and begin"), "assessment:judge"),
    Task.JUDGE: (_("A file to judge"), _("Judge"), "assessment:judge"),
    Task.ADVISE: (_("An advice to write and sign together"), _("Go on"), "assessment:judge"),
    Task.DECIDE: (_("An advice to decide on"), _("Decide"), "assessment:decide"),
    Task.ANSWER: (_("An objection to answer"), _("Answer"), "assessment:decide"),
}


def steps(state: State) -> list[dict[str, Any]]:
    """Return the steps of an assessment, for the component that shows where one is."""
    now = next((place for place, (_label, states) in enumerate(_STEPS) if state in states), len(_STEPS))
    return [
        {"label": label, "state": "done" if place < now else "current" if place == now else "todo"}
        for place, (label, _states) in enumerate(_STEPS)
    ]


def agreement_words(found: Agreement) -> dict[str, Any]:
    """Return how far people agree, in words and figures, for the page."""
    return {
        "simple": None if found.simple is None else round(100 * found.simple),
        "corrected": found.corrected,
        "measure": MEASURES[found.measure],
        "doubt": DOUBTS[found.doubt] if found.doubt else "",
        "shared": found.shared,
    }


def trail(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return a trail: label and address ("" for the page itself)."""
    return [{"label": label, "url": url} for label, url in pairs]


def list_at(name: str, label: Promise | str) -> tuple[str, str]:
    """Return the first part of a trail: the list of a side."""
    return str(label), reverse(f"assessment:{name}")
