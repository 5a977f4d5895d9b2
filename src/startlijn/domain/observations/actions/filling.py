"""Writing down how a lesson was seen: by who watched, by who taught, by the pupils together."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.instruments.queries import instrument_by_id
from startlijn.domain.instruments.rules import checked
from startlijn.domain.instruments.terms import Answers
from startlijn.domain.observations.models import Observation, ObservationView
from startlijn.domain.observations.queries.reach import get_seen, own_kind
from startlijn.domain.observations.rules.moments import open_until
from startlijn.domain.observations.rules.pupils import Counts, checked_counts
from startlijn.domain.observations.terms import (
    REMARK_LENGTH,
    EmptyViewError,
    LessonPurpose,
    LessonState,
    NoMomentError,
    NotYetError,
    TalkedOverError,
    ViewKind,
)


def _to_fill(by: Actor, at: datetime, observation_id: UUID) -> Observation:
    """Return an observation that can be filled in, locked."""
    get_seen(by, observation_id)
    row = (
        Observation.objects.select_for_update(of=("self",))
        .select_related("trajectory")
        .get(pk=observation_id)
    )
    if row.state == LessonState.TALKED:
        raise TalkedOverError
    if row.state == LessonState.ASKED or row.on is None:
        raise NoMomentError
    if row.on > day_of(at):
        raise NotYetError(day=row.on)
    return row


def _save(
    by: Actor, at: datetime, row: Observation, kind: ViewKind, expected_version: int, **says: object
) -> ObservationView:
    """Write a view, new or over the one that was read; the lesson counts as watched when its observer did."""
    view = ObservationView.objects.filter(observation=row, kind=kind).first()
    if view is None:
        view = ObservationView(
            partnership_id=row.partnership_id, observation=row, kind=kind, version=0, **says
        )
        if expected_version:
            raise VersionConflictError(view)
    view.expect(expected_version)
    for name, value in says.items():
        setattr(view, name, value)
    view.by_id, view.saved_at = by.person_id, at
    view.version += 1
    view.save()
    if kind is ViewKind.OBSERVER and row.state == LessonState.PLANNED:
        row.state = LessonState.DONE
        row.finished_on = open_until(LessonPurpose(row.purpose), day_of(at))
        row.version += 1
        row.save(update_fields=["state", "finished_on", "version"])
    record(by=by, at=at, action="observation.fill", on=row, details={"view": kind.value})
    return view


@transaction.atomic
def save_view(
    *,
    by: Actor,
    at: datetime,
    observation_id: UUID,
    given: Answers,
    remark: str = "",
    expected_version: int = 0,
) -> ObservationView:
    """Let who watched or who taught write down how they saw the lesson: each the own view, nobody another's.

    `expected_version` is that of the view that was read, 0 when there was none. Raises `NotVisibleError`,
    `NoMomentError`, `NotYetError`, `TalkedOverError`, `EmptyViewError`, `InvalidAnswersError`,
    `VersionConflictError`.
    """
    row = _to_fill(by, at, observation_id)
    answers = checked(instrument_by_id(by, row.instrument), given)
    text = remark.strip()[:REMARK_LENGTH]
    if not (answers.values or answers.notes or text):
        raise EmptyViewError
    says = {"answers": dict(answers.values), "notes": dict(answers.notes), "remark": text}
    return _save(by, at, row, own_kind(by, row), expected_version, **says)


@transaction.atomic
def save_pupils(
    *, by: Actor, at: datetime, observation_id: UUID, counts: Counts, expected_version: int = 0
) -> ObservationView:
    """Let who taught write down how often the pupils gave each answer; never who did.

    Raises `NotVisibleError` for who watched, and what `save_view` and `checked_counts` raise.
    """
    row = _to_fill(by, at, observation_id)
    if own_kind(by, row) is not ViewKind.OWN:
        raise NotVisibleError("Observation")
    found = checked_counts(instrument_by_id(by, row.instrument), counts)
    return _save(by, at, row, ViewKind.PUPILS, expected_version, answers=found)
