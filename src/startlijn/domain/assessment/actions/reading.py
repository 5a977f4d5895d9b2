"""Reading about a starter, with a line in the journal for each reading: who looked, at what, what for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.files.terms import FileContent
from startlijn.base.journal.actions import read
from startlijn.base.seams import day_of
from startlijn.domain.assessment.models import Assessment, PanelMember, Signal
from startlijn.domain.assessment.queries.pages import assessor_page, decider_page, follow_page
from startlijn.domain.assessment.queries.support import signal_views
from startlijn.domain.assessment.queries.views import AssessorPage, DeciderPage, FollowPage, SignalView
from startlijn.domain.dossier.models import Submission
from startlijn.domain.dossier.queries.submissions import snapshot, submitted_file
from startlijn.domain.dossier.terms import Snapshot

WHY = "assessment"


@transaction.atomic
def open_submission(*, by: Actor, at: datetime, assessment_id: UUID) -> Snapshot:
    """Give a member of the panel what was handed in: the snapshot, never the live dossier (trust.md T4).

    Raises `NotVisibleError` before declaring, and before judging begins.
    """
    found = _submission(by, at, assessment_id, judged_in=assessment_id)
    return snapshot(found.pk)


@transaction.atomic
def open_given(*, by: Actor, at: datetime, assessment_id: UUID, release_id: UUID) -> Snapshot:
    """Give a member of the panel what the starter gave later on, as it was then. Raises `NotVisibleError`."""
    found = _submission(by, at, assessment_id, given=release_id)
    return snapshot(found.pk)


@transaction.atomic
def open_submitted_file(*, by: Actor, at: datetime, assessment_id: UUID, file_id: UUID) -> FileContent:
    """Give a member of the panel a file that was handed in, or given later. Raises `NotVisibleError`."""
    found = _submission(by, at, assessment_id, files__file=file_id)
    return submitted_file(found.pk, file_id)


def _submission(by: Actor, at: datetime, assessment_id: UUID, **which: UUID) -> Submission:
    """Return what somebody in the panel reads, after writing it down: the newest that fits."""
    page = assessor_page(by, assessment_id, day_of(at))
    rows = visible(by, Permission.ASSESS, Submission).filter(given__assessment=page.facts.id, **which)
    found = rows.order_by("-submitted_at", "-pk").first()
    if found is None or not page.reads:
        raise NotVisibleError("Submission")
    if not page.seat.read:
        PanelMember.objects.filter(pk=page.seat.id, read_at=None).update(read_at=at)
    read(by=by, at=at, on=found, about=page.facts.starter_id, why=WHY)
    return found


@transaction.atomic
def open_as_assessor(*, by: Actor, at: datetime, assessment_id: UUID) -> AssessorPage:
    """Give a member of the panel the page of an assessment. Raises `NotVisibleError`.

    Who reads here has assessed: written down once, because coaching and assessing stay apart for a year.
    """
    page = assessor_page(by, assessment_id, day_of(at))
    if page.reads and not page.seat.read:
        PanelMember.objects.filter(pk=page.seat.id, read_at=None).update(read_at=at)
    if page.compared is not None or page.advice is not None:
        _note(by, at, page.facts.id, page.facts.starter_id)
    return page


@transaction.atomic
def open_as_decider(*, by: Actor, at: datetime, assessment_id: UUID) -> DeciderPage:
    """Give the board or the school the page of an assessment. Raises `NotVisibleError`."""
    page = decider_page(by, assessment_id, day_of(at))
    if page.advice is not None or page.signals:
        _note(by, at, page.facts.id, page.facts.starter_id)
    return page


@transaction.atomic
def open_to_follow(*, by: Actor, at: datetime, assessment_id: UUID) -> FollowPage:
    """Give who follows where an assessment stands, and its outcome. Raises `NotVisibleError`."""
    page = follow_page(by, assessment_id, day_of(at))
    if page.result is not None:
        _note(by, at, page.facts.id, page.facts.starter_id)
    return page


@transaction.atomic
def open_signals(*, by: Actor, at: datetime, rows: list[Signal]) -> tuple[SignalView, ...]:
    """Give who may decide the signals of a page, with a line for each. Rows out of reach are left out."""
    found = signal_views(by, rows)
    for row in rows:
        if row.pk in {each.id for each in found}:
            read(by=by, at=at, on=row, about=row.person_id, why=WHY)
    return found


def _note(by: Actor, at: datetime, assessment_id: UUID, starter_id: UUID) -> None:
    row = Assessment.objects.get(pk=assessment_id)
    read(by=by, at=at, on=row, about=starter_id, why=WHY)
