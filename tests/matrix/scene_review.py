"""Reviews of two schools with participants, answers and points, and scans of the own and a strange school."""

from datetime import date, timedelta

from startlijn.base.access.terms import Permission, Place, Role
from startlijn.base.people.models import Person
from startlijn.base.seams import today
from startlijn.domain.induction.models import ProgrammeVersion
from startlijn.domain.review.models import (
    ImprovementPoint,
    ProgrammeReview,
    ReviewAnswer,
    ReviewParticipant,
    SafeguardAnswer,
    SafeguardScan,
)
from startlijn.domain.review.terms import ReviewStage
from tests.conftest import AT
from tests.matrix.things import MARK, Half, Thing, Way, stands

ASKED = ((Role.STARTER, Place.SCHOOL), (Role.COACH, Place.SCHOOL), (Role.SCHOOL_EDUCATOR, Place.SCHOOL))


def add_reviews(half: Half) -> None:
    """Add everything of reviews to half of the scene."""
    asked = [half.persona(*each).person for each in ASKED]
    with half.world.here():
        _add_review(half, "own", "in_force", ReviewStage.ANSWERING, asked)
        _add_review(half, "own", "retired", ReviewStage.CLOSED, asked[:2])
        _add_review(half, "strange", "in_force", ReviewStage.COMPARING, [half.people["both"]])
        for name in ("own", "strange"):
            _add_scan(half, name)


def _version(half: Half, school: str, stage: str) -> ProgrammeVersion:
    return ProgrammeVersion.objects.get(programme__school=half.schools[school], stage=stage)


def _add_review(half: Half, school: str, stage: str, at: ReviewStage, asked: list[Person]) -> None:
    """Add a review in which everybody answered once; each sees only the own answer, until they compare."""
    common = {"partnership": half.world.partnership}
    runs = Way(stands(school=half.schools[school].pk))
    part = Way(people=frozenset(person.pk for person in asked))
    review = ProgrammeReview.objects.create(
        **common,
        version_reviewed=_version(half, school, stage),
        stage=at,
        opened_at=AT,
        closed_at=AT if at is ReviewStage.CLOSED else None,
    )
    half.add(review, reviews_manage=runs, reviews_answer=part)
    for person in asked:
        own = Way(people=frozenset({person.pk}))
        row = ReviewParticipant.objects.create(**common, review=review, person=person, answered_at=AT)
        half.add(row, reviews_manage=runs, reviews_answer=own)
        answer = ReviewAnswer.objects.create(
            **common, participant=row, question="shape", text=f"{MARK} answer on {stage} of {person}", score=3
        )
        # From comparing on everybody who takes part reads it, without the name; the gate says whose it is.
        told = own if at is ReviewStage.ANSWERING else part
        half.things.append(
            Thing(
                answer,
                half.whole,
                {},
                answer.text,
                pages={Permission.REVIEWS_ANSWER: ((Permission.REVIEWS_ANSWER, told),)},
                ways={Permission.REVIEWS_ANSWER: own},
            )
        )
    point = ImprovementPoint.objects.create(
        **common,
        review=review,
        position=1,
        title=f"{MARK} point of {school} {stage} {half.world.partnership.slug}",
        owner=asked[-1],
        due_on=today() + timedelta(days=90),
    )
    half.add(point, point.title, reviews_manage=runs, reviews_answer=part)


def _add_scan(half: Half, name: str) -> None:
    school = half.schools[name]
    where = {"partnership": half.whole, "sub_region": half.regions[name].pk}
    reads = Way(stands(**where, board=school.board_id, school=school.pk))
    manages = Way(stands(school=school.pk))
    common = {"partnership": half.world.partnership}
    scan = SafeguardScan.objects.create(
        **common, version_scanned=_version(half, name, "in_force"), scanned_on=date(2026, 10, 1)
    )
    answer = SafeguardAnswer.objects.create(
        **common, scan=scan, item="written", met="yes", evidence=f"{MARK} evidence of {school.name}"
    )
    half.add(scan, practice_read=reads, reviews_manage=manages)
    half.add(answer, answer.evidence, practice_read=reads, reviews_manage=manages)
