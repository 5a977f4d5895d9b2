"""What the rule of the line needs, read from the tables."""

from uuid import UUID

from startlijn.domain.guidance.models import Pause, Step
from startlijn.domain.guidance.rules import line as rules
from startlijn.domain.guidance.terms import Outcome
from startlijn.domain.induction.models import ProgrammeElement
from startlijn.domain.induction.terms import Period


def facts_of_element(element: ProgrammeElement) -> rules.ElementFacts:
    """Return what the line needs to know of an element."""
    return rules.ElementFacts(
        element.pk,
        element.key,
        element.year,
        Period(element.period),
        element.times,
        element.starter_hours,
        element.coach_hours,
        tuple(element.starter_types),
    )


def stops_of(trajectory_id: UUID) -> list[rules.Stop]:
    """Return the pauses of a trajectory, as the rule of the line knows them."""
    pauses = Pause.objects.filter(trajectory=trajectory_id)
    return [rules.Stop(pause.started_on, pause.finished_on) for pause in pauses]


def facts_of_step(step: Step) -> rules.StepFacts:
    """Return what the rule of the line knows of a step; fetch along its element and its ticks."""
    ticked = any(tick.outcome != Outcome.MOVED for tick in step.ticks.all())
    return rules.StepFacts(
        step.pk,
        step.element_id,
        step.element.key if step.element else None,
        step.number,
        step.planned_on,
        step.starter_minutes,
        step.coach_minutes,
        step.swapped_from_id,
        settled=ticked or step.cancelled_at is not None,
        dated_by_hand=step.dated_by_hand,
    )
