"""Early signals and plans of support: for the starter, and for who may decide."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import places
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place
from startlijn.domain.assessment.models import Assessment, Signal
from startlijn.domain.assessment.queries.settings import clock_of
from startlijn.domain.assessment.queries.views import PlanView, SignalLine, SignalView
from startlijn.domain.assessment.rules.support import Told, told_in_time
from startlijn.domain.assessment.terms import Deadlines
from startlijn.domain.guidance.models import Employment


def _plan(row: Signal) -> PlanView | None:
    plan = getattr(row, "plan", None)
    if plan is None:
        return None
    return PlanView(
        id=plan.pk,
        goals=plan.goals,
        support=plan.support,
        started_on=plan.started_on,
        ends_on=plan.ends_on,
        agreed_at=plan.agreed_at,
        version=plan.version,
    )


def _views(rows: QuerySet[Signal]) -> tuple[SignalView, ...]:
    return tuple(
        SignalView(
            row.pk,
            row.person_id,
            str(row.person),
            row.strengths,
            row.grow,
            str(row.given_by),
            row.given_on,
            _plan(row),
        )
        for row in rows.select_related("person", "given_by", "plan")
    )


def own_signals(actor: Actor) -> tuple[SignalView, ...]:
    """Return the signals a starter got, newest first. One query."""
    return _views(visible(actor, Permission.DOSSIER_OWN, Signal).filter(person=actor.person_id))


def signals_about(actor: Actor, person_id: UUID) -> tuple[SignalView, ...]:
    """Return the signals to a starter that who decides may see, newest first. One query."""
    return _views(visible(actor, Permission.ASSESSMENTS_DECIDE, Signal).filter(person=person_id))


def signals_given(actor: Actor) -> QuerySet[Signal]:
    """Return the signals at the actor's schools, newest first: page it, then `signal_lines`."""
    return visible(actor, Permission.ASSESSMENTS_DECIDE, Signal).order_by("-given_on", "-pk")


def signal_lines(rows: list[Signal]) -> tuple[SignalLine, ...]:
    """Return rows of `signals_given` as lines of a list: to whom, when, with a plan or not; no contents."""
    found = Signal.objects.filter(pk__in=[row.pk for row in rows]).select_related("person", "school", "plan")
    return tuple(
        SignalLine(
            row.pk,
            str(row.person),
            row.school.name if row.school else "",
            row.given_on,
            getattr(row, "plan", None) is not None,
        )
        for row in found
    )


def signal_views(actor: Actor, rows: list[Signal]) -> tuple[SignalView, ...]:
    """Return rows of `signals_given` as they are shown. One query."""
    return _views(signals_given(actor).filter(pk__in=[row.pk for row in rows]))


def told_about(assessment: Assessment, deadlines: Deadlines) -> bool:
    """Tell whether the starter had a signal and support in time before handing in. One query."""
    if assessment.submitted_on is None:
        return False
    rows = Signal.objects.filter(person=assessment.person_id, board=assessment.board_id).select_related(
        "plan"
    )
    told = []
    for row in rows:
        plan = getattr(row, "plan", None)
        told.append(Told(row.given_on, plan.started_on if plan else None, plan.ends_on if plan else None))
    clock = clock_of(assessment, deadlines)
    return told_in_time(told, assessment.submitted_on, deadlines.support, clock)


def starters_to_tell(actor: Actor, on: date) -> tuple[tuple[UUID, str, str], ...]:
    """Return the starters at the actor's schools: id of the appointment, name, school; by name. One query."""
    schools = places(actor, Permission.ASSESSMENTS_DECIDE).get(Place.SCHOOL, frozenset())
    rows = Employment.objects.filter(
        Q(finished_on=None) | Q(finished_on__gt=on), school__in=schools, started_on__lte=on
    ).filter(Q(trajectory__finished_on=None) | Q(trajectory__finished_on__gt=on))
    found = [
        (row.pk, str(row.trajectory.person), row.school.name if row.school else "")
        for row in rows.select_related("trajectory__person", "school")
    ]
    return tuple(sorted(found, key=lambda each: each[1]))


def work_to_tell_about(actor: Actor, employment_id: UUID, on: date) -> Employment:
    """Return an appointment at one of the actor's schools. Raises `NotVisibleError`."""
    if employment_id not in {pk for pk, _name, _school in starters_to_tell(actor, on)}:
        raise NotVisibleError("Employment")
    return Employment.objects.select_related("trajectory").get(pk=employment_id)
