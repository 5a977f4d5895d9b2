"""Making a starter's line from the programme, and changing single steps of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import Step, Trajectory
from startlijn.domain.guidance.queries.line_facts import facts_of_element, facts_of_step, stops_of
from startlijn.domain.guidance.queries.moves import counts_from
from startlijn.domain.guidance.rules import line as rules
from startlijn.domain.induction.models import ProgrammeElement

# Who may have a line made: who registers and arranges, and the starter who agrees to a move.
_MAKES = (Permission.LINE_REGISTER, Permission.LINE_ARRANGE, Permission.LINE_OWN)


def _swaps(steps: Sequence[Step]) -> list[tuple[UUID, UUID]]:
    """Return what the starter exchanged, as pairs of keys: out, in."""
    pairs = {
        (step.swapped_from.key, step.element.key) for step in steps if step.swapped_from and step.element
    }
    return sorted(pairs)


def _locked(by: Actor, trajectory_id: UUID) -> Trajectory:
    for permission in _MAKES:
        if visible(by, permission, Trajectory).filter(pk=trajectory_id).exists():
            return Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    raise NotVisibleError("Trajectory")


@transaction.atomic
def make_line(*, by: Actor, at: datetime, trajectory_id: UUID, again_from: date | None = None) -> int:
    """Make the steps of a trajectory from the version it follows, or make them again; return how many stand.

    Ticked, cancelled and past steps stay, and so do days chosen by hand, steps added by hand and swaps;
    untouched coming steps are dated again or replaced (`rules.line.remake`). Without a version to follow only
    what no longer fits goes away. With `again_from` untouched steps since that day count as coming: a mistake
    is put right, only past steps of a programme followed before stay. Raises `NotVisibleError`.
    """
    trajectory = _locked(by, trajectory_id)
    steps = list(
        Step.objects.filter(trajectory=trajectory)
        .select_related("element", "swapped_from")
        .prefetch_related("ticks")
    )
    elements = {
        element.pk: element
        for element in ProgrammeElement.objects.filter(version_of=trajectory.version_followed_id)
    }
    stops = stops_of(trajectory.pk)
    arrived_on = counts_from(trajectory.pk) or date.min
    planned = rules.plan(
        [facts_of_element(element) for element in elements.values()],
        starter_type=trajectory.starter_type,
        started_on=trajectory.started_on,
        stops=stops,
        swaps=_swaps(steps),
        days=trajectory.days,
    )
    remade = rules.remake(
        planned if again_from is None else [step for step in planned if step.planned_on >= arrived_on],
        _facts(steps) if again_from is None else _history(steps, elements, day_of(at)),
        on=max(again_from or day_of(at), arrived_on),
        stops=stops,
        finished_on=trajectory.finished_on,
    )
    _carry_out(trajectory, remade, {step.pk: step for step in steps}, elements)
    details = {
        "added": len(remade.added),
        "changed": len(remade.changed),
        "removed": len(remade.removed),
    }
    record(by=by, at=at, action="line.make", on=trajectory, details=details)
    return len(steps) + len(remade.added) - len(remade.removed)


def _facts(steps: Sequence[Step]) -> list[rules.StepFacts]:
    return [facts_of_step(step) for step in steps]


def _history(
    steps: Sequence[Step], elements: Mapping[UUID, ProgrammeElement], on: date
) -> list[rules.StepFacts]:
    """Return what the rule knows of steps, when the past is made again: those of another programme stay."""
    return [
        replace(facts, settled=True) if step.element_id not in elements and step.planned_on < on else facts
        for step, facts in zip(steps, _facts(steps), strict=True)
    ]


_COPIED = ("kind", "form", "title_nl", "title_en")
_CHANGED = (
    "element",
    "swapped_from",
    "year",
    "planned_on",
    "dated_by_hand",
    "starter_minutes",
    "coach_minutes",
    "with_coach",
    "version",
    *_COPIED,
)


def _fill(step: Step, becomes: rules.PlannedStep, element: ProgrammeElement) -> Step:
    """Write a planned step into a row, with what it copies from its element; return the row."""
    step.element, step.swapped_from_id, step.number = element, becomes.swapped_from, becomes.number
    step.dated_by_hand = step.dated_by_hand and step.planned_on == becomes.planned_on
    step.year, step.planned_on = becomes.year, becomes.planned_on
    step.starter_minutes, step.coach_minutes = becomes.starter_minutes, becomes.coach_minutes
    step.with_coach = element.fixed_coach
    for name in _COPIED:
        setattr(step, name, getattr(element, name))
    return step


def _new(trajectory: Trajectory, becomes: rules.PlannedStep, element: ProgrammeElement) -> Step:
    """Return a row, not saved yet, for a planned step."""
    return _fill(Step(partnership_id=trajectory.partnership_id, trajectory=trajectory), becomes, element)


def _carry_out(
    trajectory: Trajectory,
    remade: rules.Remade,
    standing: dict[UUID, Step],
    elements: dict[UUID, ProgrammeElement],
) -> None:
    """Write what the rule asks. Rows keep their identity, so that calendars move what they show."""
    Step.objects.filter(pk__in=remade.removed).delete()
    changed = []
    for pk, becomes in remade.changed:
        step = _fill(standing[pk], becomes, elements[becomes.element])
        step.version += 1
        changed.append(step)
    Step.objects.bulk_update(changed, _CHANGED, batch_size=100)
    Step.objects.bulk_create(
        [_new(trajectory, each, elements[each.element]) for each in remade.added], batch_size=200
    )
