"""Planning a lesson to be watched: by the starter, or after a colleague asked for it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import Trajectory
from startlijn.domain.instruments.queries import instrument_by_id
from startlijn.domain.instruments.rules import must_suit
from startlijn.domain.observations.models import Observation
from startlijn.domain.observations.queries.choices import (
    coached_lately,
    is_trained,
    own_trajectory,
    purpose_of_asking,
    who_can,
)
from startlijn.domain.observations.queries.reach import get_seen
from startlijn.domain.observations.rules.moments import checked_moment
from startlijn.domain.observations.terms import (
    CoachDeterminesError,
    DeterminingStaysError,
    LessonPurpose,
    LessonState,
    Moment,
    NotTheirTurnError,
    WatchedAlreadyError,
)

_OPEN = (LessonState.ASKED, LessonState.PLANNED)


@transaction.atomic
def plan_lesson(
    *,
    by: Actor,
    at: datetime,
    purpose: LessonPurpose,
    colleague_id: UUID,
    instrument_id: str,
    moment: Moment,
    starter_watches: bool = False,
) -> Observation:
    """Let a starter ask a colleague to watch, or plan to watch a colleague, in a class at a moment.

    Raises `NotVisibleError` for who has no line, `NotTheirTurnError`, `NoClassError`, `PastMomentError`,
    `TooSoonError`, and what `must_suit` raises about the form.
    """
    today = day_of(at)
    trajectory = own_trajectory(by, today)
    if trajectory is None:
        raise NotVisibleError("Trajectory")
    if starter_watches and purpose is not LessonPurpose.PEER:
        raise NotTheirTurnError
    if not who_can(trajectory, purpose, today).filter(pk=colleague_id).exists():
        raise NotTheirTurnError
    chosen = checked_moment(moment, purpose, today, today)
    observer_id = trajectory.person_id if starter_watches else colleague_id
    _must_suit(by, instrument_id, purpose, observer_id, at)
    made = Observation.objects.create(
        partnership_id=trajectory.partnership_id,
        trajectory=trajectory,
        colleague_id=colleague_id,
        starter_watches=starter_watches,
        purpose=purpose,
        instrument=instrument_id,
        state=LessonState.PLANNED,
        class_label=chosen.class_label,
        on=chosen.on,
        lesson=chosen.lesson,
        announced_on=today,
        started_on=today,
    )
    record(by=by, at=at, action="observation.plan", on=made, details={"purpose": purpose.value})
    return made


def _must_suit(
    by: Actor, instrument_id: str, purpose: LessonPurpose, observer_id: UUID, at: datetime
) -> None:
    instrument = instrument_by_id(by, instrument_id)
    must_suit(instrument, purpose, trained=is_trained(observer_id, day_of(at)))


@transaction.atomic
def ask_to_watch(*, by: Actor, at: datetime, trajectory_id: UUID, instrument_id: str) -> Observation:
    """Let a coach ask to watch a lesson, or a leader announce one to determine a stage.

    What it is for follows from who asks, and never changes. The starter chooses class and moment. Raises
    `NotVisibleError`, `CoachDeterminesError`, and what `must_suit` raises about the form.
    """
    must(by, Permission.OBSERVE)
    purpose, today = purpose_of_asking(by, trajectory_id), day_of(at)
    if purpose is None or by.person_id is None:
        raise NotVisibleError("Trajectory")
    trajectory = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    determining = purpose is LessonPurpose.DETERMINATION
    if determining and coached_lately(trajectory, today).filter(coach=by.person_id).exists():
        raise CoachDeterminesError
    if not who_can(trajectory, purpose, today).filter(pk=by.person_id).exists():
        raise NotVisibleError("Trajectory")
    _must_suit(by, instrument_id, purpose, by.person_id, at)
    made = Observation.objects.create(
        partnership_id=trajectory.partnership_id,
        trajectory=trajectory,
        colleague_id=by.person_id,
        purpose=purpose,
        instrument=instrument_id,
        state=LessonState.ASKED,
        announced_on=today,
        started_on=today,
    )
    record(by=by, at=at, action="observation.ask", on=made, details={"purpose": purpose.value})
    return made


@transaction.atomic
def choose_moment(
    *, by: Actor, at: datetime, observation_id: UUID, expected_version: int, moment: Moment
) -> Observation:
    """Let the starter choose class and moment, or others, as long as the lesson was not watched.

    Raises `NotVisibleError`, `VersionConflictError`, `WatchedAlreadyError`, `NoClassError`,
    `PastMomentError`, `TooSoonError`.
    """
    get_visible(by, Permission.LINE_OWN, Observation, observation_id)
    row = Observation.objects.select_for_update(of=("self",)).get(pk=observation_id)
    row.expect(expected_version)
    if row.state not in _OPEN:
        raise WatchedAlreadyError
    chosen = checked_moment(moment, LessonPurpose(row.purpose), row.announced_on, day_of(at))
    row.class_label, row.on, row.lesson = chosen.class_label, chosen.on, chosen.lesson
    row.state = LessonState.PLANNED
    row.version += 1
    row.save(update_fields=["class_label", "on", "lesson", "state", "version"])
    record(by=by, at=at, action="observation.choose", on=row)
    return row


@transaction.atomic
def call_off(*, by: Actor, at: datetime, observation_id: UUID) -> None:
    """Let either of the two call a lesson off that was not watched; nothing of it stays.

    Raises `NotVisibleError`, `WatchedAlreadyError`.
    """
    get_seen(by, observation_id)
    row = Observation.objects.select_for_update(of=("self",)).get(pk=observation_id)
    if row.state not in _OPEN:
        raise WatchedAlreadyError
    record(by=by, at=at, action="observation.call_off", on=row)
    row.delete()


@transaction.atomic
def remove_observation(*, by: Actor, at: datetime, observation_id: UUID) -> None:
    """Let the starter remove an observation that was for developing, with all views (trust.md §7).

    Raises `NotVisibleError`, `DeterminingStaysError`.
    """
    get_visible(by, Permission.LINE_OWN, Observation, observation_id)
    row = Observation.objects.select_for_update(of=("self",)).get(pk=observation_id)
    if not LessonPurpose(row.purpose).developmental:
        raise DeterminingStaysError
    record(by=by, at=at, action="observation.remove", on=row)
    row.delete()
