"""Reading safeguarding scans: what Startlijn knows by itself, the last scan, and the trend over years."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import School
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import CoachProfile, Step
from startlijn.domain.induction.models import ProgrammeVersion
from startlijn.domain.induction.queries.in_force import elements_for_rules
from startlijn.domain.induction.queries.versions import version_to_read
from startlijn.domain.induction.rules.checks import Surroundings, design_checks
from startlijn.domain.induction.terms import CheckCode, Funding, Owner, Verdict, VersionStage
from startlijn.domain.review.models import ImprovementPoint, ProgrammeReview, SafeguardScan
from startlijn.domain.review.queries.reviews import version_to_review
from startlijn.domain.review.rules import Finding, Known, findings, score
from startlijn.domain.review.terms import Met, SafeguardItem
from startlijn.engines.schoolyear import school_year_of


@dataclass(frozen=True, slots=True)
class ScanAnswer:
    """One item of a scan."""

    item: SafeguardItem
    met: Met
    evidence: str
    from_system: bool


@dataclass(frozen=True, slots=True)
class ScanView:
    """One scan with its points, out of `most`."""

    scanned_on: date
    number: int
    answers: tuple[ScanAnswer, ...]
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A version with what Startlijn knows of each item now, and the scans of all versions, newest first."""

    version_id: UUID
    programme_id: UUID
    programme: str
    number: int
    found: tuple[Finding, ...]
    scans: tuple[ScanView, ...]

    @property
    def last(self) -> ScanView | None:
        """The newest scan, if any."""
        return self.scans[0] if self.scans else None


def _coach_hours_asked(version: ProgrammeVersion, on: date) -> int:
    """Return how many hours the present lines of the school ask of coaches this school year, rounded up."""
    year = school_year_of(on)
    steps = Step.objects.filter(
        trajectory__version_followed__programme=version.programme_id,
        trajectory__finished_on=None,
        planned_on__range=(year.begins_on, year.ends_on),
        cancelled_at=None,
    )
    minutes = steps.aggregate(total=Sum("coach_minutes"))["total"] or 0
    return -(-minutes // 60)


def _known(version: ProgrammeVersion, on: date) -> Known:
    elements = elements_for_rules(version.pk)
    checks = design_checks(elements, Surroundings(hours_available=version.hours_available))
    two = next((check.verdict for check in checks if check.code == CheckCode.TWO_PEOPLE), Verdict.NOT_MET)
    hours = [(each.funding, each.starter_hours + each.coach_hours) for each in elements]
    profiles = CoachProfile.objects.filter(school=version.programme.school_id)
    closed = ProgrammeReview.objects.filter(
        version_reviewed__programme=version.programme_id, closed_at__isnull=False
    )
    last = closed.order_by("-closed_at").first()
    return Known(
        number=version.number,
        in_force_from=version.in_force_from,
        consulted_on=version.consulted_on,
        consent_on=version.consent_on,
        two_people=two,
        hr_elements=sum(Owner.HR_ADVISOR in {each.owner, each.second_owner} for each in elements),
        structural_hours=sum((part for paid, part in hours if paid == Funding.STRUCTURAL), Decimal(0)),
        all_hours=sum((part for _paid, part in hours), Decimal(0)),
        coach_hours_asked=_coach_hours_asked(version, on),
        coach_hours_agreed=profiles.aggregate(total=Sum("hours_per_year"))["total"],
        reviewed_on=day_of(last.closed_at) if last and last.closed_at else None,
        points_open=ImprovementPoint.objects.filter(review=last, done_at=None).count() if last else 0,
    )


def findings_of(version: ProgrammeVersion, on: date) -> tuple[Finding, ...]:
    """Return what Startlijn knows about each item for a version that was found before, on a day."""
    return findings(_known(version, on), on)


def scan_page(actor: Actor, version_id: UUID, on: date) -> ScanPage:
    """Return the scans of a school's programme, for who sees how practice goes there, unless it is a draft.

    Raises `NotVisibleError`.
    """
    version = version_to_read(actor, version_id)
    if version.stage == VersionStage.DRAFT or version.programme.school_id is None:
        raise NotVisibleError("ProgrammeVersion")
    get_visible(actor, Permission.PRACTICE_READ, School, version.programme.school_id)
    return _page(version, on)


def scan_form_page(actor: Actor, version_id: UUID, on: date) -> ScanPage:
    """Return the same for who may make a scan. Raises `NotVisibleError`."""
    return _page(version_to_review(actor, version_id), on)


def may_scan(actor: Actor, version_id: UUID) -> bool:
    """Tell whether the actor may make a scan of this version."""
    try:
        version_to_review(actor, version_id)
    except NotVisibleError:
        return False
    return True


def _page(version: ProgrammeVersion, on: date) -> ScanPage:
    rows = (
        SafeguardScan.objects.filter(version_scanned__programme=version.programme_id)
        .select_related("version_scanned")
        .prefetch_related("answers")
        .order_by("-scanned_on", "-pk")
    )
    return ScanPage(
        version.pk,
        version.programme_id,
        version.programme.title,
        version.number,
        findings_of(version, on),
        tuple(_view(row) for row in rows),
    )


def _view(row: SafeguardScan) -> ScanView:
    given = {SafeguardItem(each.item): each for each in row.answers.all()}
    points, most = score({item: Met(each.met) for item, each in given.items()})
    return ScanView(
        row.scanned_on,
        row.version_scanned.number,
        tuple(
            ScanAnswer(item, Met(given[item].met), given[item].evidence, given[item].from_system)
            for item in SafeguardItem
            if item in given
        ),
        points,
        most,
    )
