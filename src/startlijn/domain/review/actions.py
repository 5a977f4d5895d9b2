"""Everything that changes reviews and scans: open, answer, compare, choose, close; scan."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.induction.actions import new_version
from startlijn.domain.induction.models import ProgrammeVersion
from startlijn.domain.review.models import (
    ImprovementPoint,
    ProgrammeReview,
    ReviewAnswer,
    ReviewParticipant,
    SafeguardAnswer,
    SafeguardScan,
)
from startlijn.domain.review.queries.reviews import (
    Says,
    people_to_ask,
    practice_shows,
    review_to_run,
    version_to_review,
)
from startlijn.domain.review.queries.scans import findings_of
from startlijn.domain.review.rules import SCORES, must_be_few
from startlijn.domain.review.terms import (
    BadScoreError,
    Met,
    NobodyAnsweredError,
    Question,
    ReviewRunningError,
    ReviewStage,
    SafeguardItem,
    WrongStageError,
)


@dataclass(frozen=True, slots=True)
class NewPoint:
    """What will be improved, by whom (a participant) and by when."""

    title: str
    owner_id: UUID
    due_on: date


def _must_be_at(review: ProgrammeReview, *stages: ReviewStage) -> None:
    if review.stage not in stages:
        raise WrongStageError(stage=ReviewStage(review.stage).label)


def _locked(by: Actor, review_id: UUID) -> ProgrammeReview:
    found = review_to_run(by, review_id)
    return ProgrammeReview.objects.select_for_update(of=("self",)).get(pk=found.pk)


@transaction.atomic
def open_review(
    *, by: Actor, at: datetime, version_id: UUID, participants: Sequence[UUID]
) -> ProgrammeReview:
    """Ask people of the school to look at a version again; what practice shows now is written down.

    Whoever opens it takes part. Raises `ReviewRunningError`, `NotVisibleError` also for somebody who does not
    belong to the school.
    """
    version = version_to_review(by, version_id)
    ProgrammeVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if ProgrammeReview.objects.filter(
        version_reviewed__programme=version.programme_id, closed_at=None
    ).exists():
        raise ReviewRunningError
    asked = dict.fromkeys([*participants, *([by.person_id] if by.person_id else [])])
    known = {person.id for person in people_to_ask(by, version.pk)}
    if not set(participants) <= known:
        raise NotVisibleError("Person")
    review = ProgrammeReview.objects.create(
        partnership_id=version.partnership_id,
        version_reviewed=version,
        opened_at=at,
        practice=asdict(practice_shows(by, version, day_of(at))),
    )
    ReviewParticipant.objects.bulk_create(
        ReviewParticipant(partnership_id=version.partnership_id, review=review, person_id=person)
        for person in asked
    )
    record(by=by, at=at, action="review.open", on=review, details={"participants": len(asked)})
    return review


@transaction.atomic
def answer(
    *, by: Actor, at: datetime, review_id: UUID, answers: Mapping[Question, Says]
) -> ReviewParticipant:
    """Answer alone, or change one's own answers, while everybody still answers.

    Raises `WrongStageError`, `BadScoreError`, `NotVisibleError` for whoever was not asked.
    """
    review = get_visible(by, Permission.REVIEWS_ANSWER, ProgrammeReview, review_id)
    review = ProgrammeReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    _must_be_at(review, ReviewStage.ANSWERING)
    if any(says.score is not None and says.score not in SCORES for says in answers.values()):
        raise BadScoreError(first=SCORES[0], last=SCORES[-1])
    own = ReviewParticipant.objects.get(review=review, person=by.person_id)
    for question, says in answers.items():
        ReviewAnswer.objects.update_or_create(
            participant=own,
            question=question,
            defaults={"partnership_id": own.partnership_id, "text": says.text, "score": says.score},
        )
    own.answered_at = at
    own.save(update_fields=["answered_at"])
    record(by=by, at=at, action="review.answer", on=review)
    return own


@transaction.atomic
def show_differences(*, by: Actor, at: datetime, review_id: UUID) -> ProgrammeReview:
    """End the answering: now participants see each other's answers, without names.

    Raises `WrongStageError`, `NobodyAnsweredError`, `NotVisibleError`.
    """
    review = _locked(by, review_id)
    _must_be_at(review, ReviewStage.ANSWERING)
    if not ReviewParticipant.objects.filter(review=review, answered_at__isnull=False).exists():
        raise NobodyAnsweredError
    review.stage = ReviewStage.COMPARING
    review.version += 1
    review.save(update_fields=["stage", "version"])
    record(by=by, at=at, action="review.show_differences", on=review)
    return review


@transaction.atomic
def choose_points(
    *, by: Actor, at: datetime, review_id: UUID, expected_version: int, points: Sequence[NewPoint]
) -> ProgrammeReview:
    """Choose what will be improved, at most three points; earlier choices of this review are replaced.

    Raises `TooManyPrioritiesError`, `WrongStageError`, `VersionConflictError`, `NotVisibleError` also for an
    owner who does not take part.
    """
    review = _locked(by, review_id).expect(expected_version)
    _must_be_at(review, ReviewStage.COMPARING)
    must_be_few(points)
    people = set(ReviewParticipant.objects.filter(review=review).values_list("person", flat=True))
    if not {point.owner_id for point in points} <= people:
        raise NotVisibleError("Person")
    ImprovementPoint.objects.filter(review=review).delete()
    ImprovementPoint.objects.bulk_create(
        ImprovementPoint(
            partnership_id=review.partnership_id,
            review=review,
            position=position,
            title=point.title,
            owner_id=point.owner_id,
            due_on=point.due_on,
        )
        for position, point in enumerate(points, start=1)
    )
    review.version += 1
    review.save(update_fields=["version"])
    record(by=by, at=at, action="review.choose_points", on=review, details={"points": len(points)})
    return review


@transaction.atomic
def close_review(
    *, by: Actor, at: datetime, review_id: UUID, make_version: bool = True
) -> ProgrammeVersion | None:
    """Close a review; with `make_version` the points become the reason of a new draft, which is returned.

    Raises `WrongStageError`, `DraftExistsError` when there is a draft already, `NotVisibleError`.
    """
    review = _locked(by, review_id)
    _must_be_at(review, ReviewStage.COMPARING)
    review.stage, review.closed_at = ReviewStage.CLOSED, at
    review.version += 1
    review.save(update_fields=["stage", "closed_at", "version"])
    record(by=by, at=at, action="review.close", on=review, details={"version": make_version})
    if not make_version:
        return None
    titles = (
        ImprovementPoint.objects.filter(review=review).order_by("position").values_list("title", flat=True)
    )
    changes = "\n".join(f"{number}. {title}" for number, title in enumerate(titles, start=1))
    programme_id = review.version_reviewed.programme_id
    return new_version(by=by, at=at, programme_id=programme_id, changes=changes)


@transaction.atomic
def finish_point(*, by: Actor, at: datetime, point_id: UUID) -> ImprovementPoint:
    """Say that an improvement point is done; twice is the same as once. Raises `NotVisibleError`."""
    point = get_visible(by, Permission.REVIEWS_MANAGE, ImprovementPoint, point_id)
    point = ImprovementPoint.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if point.done_at is None:
        point.done_at = at
        point.version += 1
        point.save(update_fields=["done_at", "version"])
        record(by=by, at=at, action="review.finish_point", on=point)
    return point


@transaction.atomic
def scan(
    *, by: Actor, at: datetime, version_id: UUID, answers: Mapping[SafeguardItem, tuple[Met, str]]
) -> SafeguardScan:
    """Keep how firmly a version is anchored today: for each item whether it holds and what shows it.

    A second scan on one day replaces the first. Raises `NotVisibleError`.
    """
    version = version_to_review(by, version_id)
    on = day_of(at)
    found = {finding.item: finding.met for finding in findings_of(version, on)}
    row, _made = SafeguardScan.objects.get_or_create(
        version_scanned=version, scanned_on=on, defaults={"partnership_id": version.partnership_id}
    )
    SafeguardAnswer.objects.filter(scan=row).delete()
    SafeguardAnswer.objects.bulk_create(
        SafeguardAnswer(
            partnership_id=row.partnership_id,
            scan=row,
            item=item,
            met=met,
            evidence=evidence,
            from_system=found[item] == met and not evidence,
        )
        for item, (met, evidence) in answers.items()
    )
    record(by=by, at=at, action="review.scan", on=row)
    return row
