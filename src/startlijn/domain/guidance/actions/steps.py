"""Single steps: adding one by hand, another day, calling one off, swapping an element for another."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.domain.guidance.actions.lines import make_line
from startlijn.domain.guidance.models import Step, Tick, Trajectory
from startlijn.domain.guidance.queries.line_facts import facts_of_element, stops_of
from startlijn.domain.guidance.rules import line as rules
from startlijn.domain.guidance.rules.practice import MOST_MINUTES
from startlijn.domain.guidance.terms import (
    BadMinutesError,
    CancelledError,
    FinishedError,
    NotSwappableError,
    Outcome,
    SettledError,
)
from startlijn.domain.induction.models import ProgrammeElement
from startlijn.domain.induction.terms import ElementForm, ElementKind

# Who plans single steps: the starter, the coach of now, and who arranges the line.
PLANS = (Permission.LINE_OWN, Permission.LINE_GUIDE, Permission.LINE_ARRANGE)


def _trajectory(by: Actor, trajectory_id: UUID) -> Trajectory:
    if not any(visible(by, each, Trajectory).filter(pk=trajectory_id).exists() for each in PLANS):
        raise NotVisibleError("Trajectory")
    found = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    if found.finished_on is not None:
        raise FinishedError(day=found.finished_on)
    return found


def _step(by: Actor, step_id: UUID, version: int) -> Step:
    """Return a step that may be planned otherwise: nobody has confirmed it."""
    if not any(visible(by, each, Step).filter(pk=step_id).exists() for each in PLANS):
        raise NotVisibleError("Step")
    step = Step.objects.select_for_update(of=("self",)).get(pk=step_id).expect(version)
    if Tick.objects.filter(step=step).exclude(outcome=Outcome.MOVED).exists():
        raise SettledError
    return step


@transaction.atomic
def add_step(
    *,
    by: Actor,
    at: datetime,
    trajectory_id: UUID,
    title: str,
    planned_on: date,
    minutes: int,
    kind: ElementKind = ElementKind.COACHING_TALK,
    form: ElementForm = ElementForm.INDIVIDUAL,
    with_coach: bool = False,
) -> Step:
    """Add a step of one's own to a line: for the starter, the coach, and who arranges the line.

    Raises `NotVisibleError`, `FinishedError`, `BadMinutesError`.
    """
    trajectory = _trajectory(by, trajectory_id)
    if not 1 <= minutes <= MOST_MINUTES:
        raise BadMinutesError(most=MOST_MINUTES)
    own = Step.objects.filter(trajectory=trajectory, element=None)
    step = Step.objects.create(
        partnership_id=trajectory.partnership_id,
        trajectory=trajectory,
        year=rules.year_of(planned_on, trajectory.started_on, stops_of(trajectory.pk)),
        number=(own.aggregate(most=Max("number"))["most"] or 0) + 1,
        kind=kind,
        form=form,
        title_nl=title,
        planned_on=planned_on,
        dated_by_hand=True,
        starter_minutes=minutes,
        coach_minutes=minutes if with_coach else 0,
        with_coach=with_coach,
    )
    record(by=by, at=at, action="step.add", on=step, details={"kind": kind})
    return step


@transaction.atomic
def move_step(*, by: Actor, at: datetime, step_id: UUID, planned_on: date, expected_version: int) -> Step:
    """Plan a step on another day; "it will be later" of either side is thereby answered.

    Raises `NotVisibleError`, `VersionConflictError`, `SettledError`, `CancelledError`.
    """
    step = _step(by, step_id, expected_version)
    if step.cancelled_at is not None:
        raise CancelledError
    Tick.objects.filter(step=step, outcome=Outcome.MOVED).delete()
    step.planned_on, step.dated_by_hand = planned_on, True
    step.version += 1
    step.save(update_fields=["planned_on", "dated_by_hand", "version"])
    record(by=by, at=at, action="step.move", on=step)
    return step


@transaction.atomic
def cancel_step(*, by: Actor, at: datetime, step_id: UUID, expected_version: int, back: bool = False) -> Step:
    """Call a step off, or (`back`) plan it again. It stays on the line, so that the plan can be told.

    Raises `NotVisibleError`, `VersionConflictError`, `SettledError`.
    """
    step = _step(by, step_id, expected_version)
    step.cancelled_at = None if back else at
    step.version += 1
    step.save(update_fields=["cancelled_at", "version"])
    record(by=by, at=at, action="step.restore" if back else "step.cancel", on=step)
    return step


@transaction.atomic
def swap_element(*, by: Actor, at: datetime, trajectory_id: UUID, element_id: UUID, other_id: UUID) -> int:
    """Let the starter take another element of equal weight instead of one; return how many steps came.

    Both are of the programme followed and of the same year, their hours differ at most ten percent, nothing
    of the first was confirmed, and the other is not on the line. Only the starter swaps (seed 000 line 31).
    Raises `NotVisibleError`, `FinishedError`, `NotSwappableError`.
    """
    get_visible(by, Permission.LINE_OWN, Trajectory, trajectory_id)
    trajectory = _trajectory(by, trajectory_id)
    pair = ProgrammeElement.objects.filter(version_of=trajectory.version_followed_id).in_bulk(
        [element_id, other_id]
    )
    mine, other = pair.get(element_id), pair.get(other_id)
    if mine is None or other is None or not _swappable(trajectory, mine, other):
        raise NotSwappableError
    standing = Step.objects.filter(trajectory=trajectory, element=mine)
    original = standing.exclude(swapped_from=None).values_list("swapped_from", flat=True).first()
    standing.delete()
    _stand_in(trajectory, other, None if original == other.pk else original or mine.pk)
    record(by=by, at=at, action="step.swap", on=trajectory)
    make_line(by=by, at=at, trajectory_id=trajectory_id)
    return Step.objects.filter(trajectory=trajectory, element=other).count()


def _swappable(trajectory: Trajectory, mine: ProgrammeElement, other: ProgrammeElement) -> bool:
    here = Step.objects.filter(trajectory=trajectory)
    ticked = Tick.objects.filter(step__trajectory=trajectory, step__element=mine)
    return (
        mine.year == other.year
        and rules.weighs_the_same(mine.starter_hours, other.starter_hours)
        and here.filter(element=mine).exists()
        and not here.filter(element=other).exists()
        and not ticked.exclude(outcome=Outcome.MOVED).exists()
    )


def _stand_in(trajectory: Trajectory, other: ProgrammeElement, original: UUID | None) -> None:
    """Put the times of the other element on the line, standing in for the original unless it is."""
    planned = rules.plan(
        [facts_of_element(other)],
        starter_type=(other.starter_types or [trajectory.starter_type])[0],
        started_on=trajectory.started_on,
        stops=stops_of(trajectory.pk),
        days=trajectory.days,
    )
    Step.objects.bulk_create(
        Step(
            partnership_id=trajectory.partnership_id,
            trajectory=trajectory,
            element=other,
            swapped_from_id=original,
            year=step.year,
            number=step.number,
            kind=other.kind,
            form=other.form,
            title_nl=other.title_nl,
            title_en=other.title_en,
            planned_on=step.planned_on,
            starter_minutes=step.starter_minutes,
            coach_minutes=step.coach_minutes,
            with_coach=other.fixed_coach,
        )
        for step in planned
    )
