"""Reading reviews: what to look at again, what people answered, what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Role
from startlijn.base.people.queries import holders
from startlijn.domain.guidance.queries.practice import practice_of_school
from startlijn.domain.induction.models import ProgrammeVersion
from startlijn.domain.induction.queries.versions import checks_of
from startlijn.domain.induction.terms import Verdict, VersionStage
from startlijn.domain.review.models import ImprovementPoint, ProgrammeReview, ReviewAnswer, ReviewParticipant
from startlijn.domain.review.rules import Spread, most_apart_first, spread_of
from startlijn.domain.review.terms import Question, ReviewStage

_ASKED = (Role.SCHOOL_EDUCATOR, Role.SCHOOL_LEADER, Role.TEAM_LEADER, Role.COACH, Role.STARTER)
_WENT_WELL = 0.8  # of what was due took place


@dataclass(frozen=True, slots=True)
class Says:
    """What somebody says to a question: a text, and how it goes from 1 to 4."""

    text: str = ""
    score: int | None = None


@dataclass(frozen=True, slots=True)
class ShownYear:
    """What practice shows of one year; the numbers are None when it is about too few people."""

    year: int
    people: int | None
    due: int | None
    happened: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What practice shows when a review opens. Titles are in the language of who opened it."""

    years: Sequence[ShownYear] = ()
    going_well: Sequence[str] = ()
    evaporating: Sequence[str] = ()
    checks: int = 0
    checks_met: int = 0
    to_sharpen: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody of the school who can be asked, with the role held there."""

    id: UUID
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """A review as everybody in it may know it."""

    id: UUID
    version_id: UUID
    programme_id: UUID
    programme: str
    number: int
    school: str
    stage: ReviewStage
    opened_at: datetime
    closed_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in a list: whether the reader runs it, takes part in it, and how many answered."""

    facts: ReviewFacts
    runs: bool
    takes_part: bool
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """One question with what everybody said, without names, and how far that lies apart."""

    question: Question
    texts: tuple[str, ...]
    spread: Spread


@dataclass(frozen=True, slots=True)
class PointView:
    """An improvement point."""

    id: UUID
    title: str
    owner_id: UUID | None
    owner: str
    due_on: date
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review for a participant (`own`: the own answers), or for who runs it (`people`: who answered)."""

    facts: ReviewFacts
    shown: Shown
    own: dict[str, Says]
    answered_at: datetime | None
    questions: tuple[AnsweredQuestion, ...]
    points: tuple[PointView, ...]
    people: tuple[tuple[UUID, str, bool], ...] = ()


def version_to_review(actor: Actor, version_id: UUID) -> ProgrammeVersion:
    """Return a version that the actor may review: of the own school, and no draft. `NotVisibleError`."""
    found = (
        visible(actor, Permission.REVIEWS_MANAGE, ProgrammeVersion)
        .filter(pk=version_id, programme__school__isnull=False)
        .exclude(stage=VersionStage.DRAFT)
        .select_related("programme__school")
        .first()
    )
    if found is None:
        raise NotVisibleError("ProgrammeVersion")
    return found


def review_to_run(actor: Actor, review_id: UUID) -> ProgrammeReview:
    """Return a review that the actor runs. Raises `NotVisibleError`."""
    return get_visible(actor, Permission.REVIEWS_MANAGE, ProgrammeReview, review_id)


def people_to_ask(actor: Actor, version_id: UUID) -> tuple[ToAsk, ...]:
    """Return who can be asked to take part: who leads, coaches or starts at the school today. By name."""
    version = version_to_review(actor, version_id)
    assert version.programme.school_id is not None
    found: dict[UUID, ToAsk] = {}
    for held in holders(roles=_ASKED, school_ids=[version.programme.school_id]):
        found.setdefault(held.person_id, ToAsk(held.person_id, str(held.person), Role(held.role)))
    return tuple(sorted(found.values(), key=lambda person: (_ASKED.index(person.role), person.name)))


def practice_shows(actor: Actor, version: ProgrammeVersion, on: date) -> Shown:
    """Return what practice and the design checks show of a version on a day."""
    assert version.programme.school_id is not None
    years = practice_of_school(actor, version.programme.school_id, on)
    elements = [each for year in years for each in year.elements if each.sums is not None]
    well = [
        each.title
        for each in elements
        if each.sums and each.sums.due and each.sums.happened >= _WENT_WELL * each.sums.due and each.title
    ]
    checks = checks_of(actor, version.pk)
    return Shown(
        years=tuple(
            ShownYear(
                year.year,
                year.people,
                year.sums.due if year.sums else None,
                year.sums.happened if year.sums else None,
            )
            for year in years
        ),
        going_well=tuple(dict.fromkeys(well)),
        evaporating=tuple(dict.fromkeys(title for year in years for title in year.evaporating if title)),
        checks=len(checks),
        checks_met=sum(check.verdict == Verdict.MET for check in checks),
        to_sharpen=tuple(check.code.value for check in checks if check.verdict != Verdict.MET),
    )


def _rows(rows: QuerySet[ProgrammeReview]) -> QuerySet[ProgrammeReview]:
    return rows.select_related("version_reviewed__programme__school")


def _facts(row: ProgrammeReview) -> ReviewFacts:
    version = row.version_reviewed
    return ReviewFacts(
        id=row.pk,
        version_id=version.pk,
        programme_id=version.programme_id,
        programme=version.programme.title,
        number=version.number,
        school=version.programme.school.name if version.programme.school else "",
        stage=ReviewStage(row.stage),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        version=row.version,
    )


def reviews_for(actor: Actor) -> QuerySet[ProgrammeReview]:
    """Return the reviews the actor runs or takes part in, the newest first: page it, then `review_lines`."""
    run = visible(actor, Permission.REVIEWS_MANAGE, ProgrammeReview)
    joined = visible(actor, Permission.REVIEWS_ANSWER, ProgrammeReview)
    found = ProgrammeReview.objects.filter(Q(pk__in=run.values("pk")) | Q(pk__in=joined.values("pk")))
    return _rows(found).order_by("-opened_at", "pk")


def review_lines(actor: Actor, rows: Sequence[ProgrammeReview]) -> tuple[ReviewLine, ...]:
    """Return these reviews as lines of a list. Three queries for any number."""
    ids = [row.pk for row in rows]
    run = set(
        visible(actor, Permission.REVIEWS_MANAGE, ProgrammeReview)
        .filter(pk__in=ids)
        .values_list("pk", flat=True)
    )
    people = ReviewParticipant.objects.filter(review__in=ids)
    joined = set(people.filter(person=actor.person_id).values_list("review", flat=True))
    counted = {
        row["review"]: (row["answered"], row["asked"])
        for row in people.order_by()
        .values("review")
        .annotate(asked=Count("pk"), answered=Count("answered_at"))
    }
    return tuple(
        ReviewLine(_facts(row), row.pk in run, row.pk in joined, *counted.get(row.pk, (0, 0))) for row in rows
    )


def waiting_reviews(actor: Actor) -> list[ReviewFacts]:
    """Return the reviews that wait for the actor's own answer, the oldest first. One query."""
    rows = ProgrammeReview.objects.filter(
        participants__person=actor.person_id,
        participants__answered_at=None,
        stage=ReviewStage.ANSWERING,
    )
    return [_facts(row) for row in _rows(rows).order_by("opened_at")]


def review_page(actor: Actor, review_id: UUID) -> ReviewPage:
    """Return a review for somebody who takes part. Raises `NotVisibleError`."""
    get_visible(actor, Permission.REVIEWS_ANSWER, ProgrammeReview, review_id)
    return _page(actor, review_id, with_people=False)


def review_to_run_page(actor: Actor, review_id: UUID) -> ReviewPage:
    """Return a review for who runs it. Raises `NotVisibleError`."""
    review_to_run(actor, review_id)
    return _page(actor, review_id, with_people=True)


def _page(actor: Actor, review_id: UUID, *, with_people: bool) -> ReviewPage:
    row = _rows(ProgrammeReview.objects.filter(pk=review_id)).get()
    own = ReviewParticipant.objects.filter(review=row, person=actor.person_id).first()
    answers = ReviewAnswer.objects.filter(participant=own) if own else ()
    # Also who runs it reads what people said only when asked to take part.
    compared = own is not None and row.stage != ReviewStage.ANSWERING
    people = ReviewParticipant.objects.filter(review=row).select_related("person") if with_people else ()
    return ReviewPage(
        facts=_facts(row),
        shown=_shown(row.practice),
        own={each.question: Says(each.text, each.score) for each in answers},
        answered_at=own.answered_at if own else None,
        questions=_questions(row) if compared else (),
        points=_points(row) if row.stage != ReviewStage.ANSWERING else (),
        people=tuple(
            sorted(
                ((each.person_id, str(each.person), each.answered_at is not None) for each in people),
                key=lambda person: person[1],
            )
        ),
    )


def _shown(kept: dict[str, object]) -> Shown:
    years = tuple(ShownYear(**year) for year in kept.get("years", ()))  # type: ignore[attr-defined]
    return Shown(**{**kept, "years": years})  # type: ignore[arg-type]


def _questions(row: ProgrammeReview) -> tuple[AnsweredQuestion, ...]:
    """Return what was said to each question, in an order that tells nothing about who said it."""
    said: dict[str, list[ReviewAnswer]] = {question: [] for question in Question}
    for answer in ReviewAnswer.objects.filter(participant__review=row).order_by("text", "pk"):
        said[answer.question].append(answer)
    spreads = {question: spread_of(each.score for each in found) for question, found in said.items()}
    return tuple(
        AnsweredQuestion(
            Question(question),
            tuple(each.text for each in said[question] if each.text),
            spreads[question],
        )
        for question in most_apart_first(spreads)
    )


def _points(row: ProgrammeReview) -> tuple[PointView, ...]:
    points = ImprovementPoint.objects.filter(review=row).select_related("owner").order_by("position")
    return tuple(
        PointView(
            point.pk,
            point.title,
            point.owner_id,
            str(point.owner or ""),
            point.due_on,
            point.done_at,
        )
        for point in points
    )
