"""From rows to the rules of admission: limits, teams, and who stands where."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from startlijn.domain.courses.models import Edition, Enrolment
from startlijn.domain.courses.rules.admission import Limits, Team
from startlijn.domain.courses.terms import SEATED


def limits_of(edition: Edition) -> Limits:
    """Return the three limits of an edition."""
    return Limits(edition.max_schools, edition.max_per_school, edition.max_participants)


def sized(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Count along how many are in each team now (`people`)."""
    return rows.annotate(people=Count("participants", filter=Q(participants__finished_on=None)))


def seated(edition: Edition) -> list[Enrolment]:
    """Return who is in, in the order of getting in, then who waits, in the order of the list. One query."""
    rows = sized(Enrolment.objects.filter(edition=edition, state__in=SEATED)).select_related("contact")
    return in_order(rows)


def in_order(rows: Iterable[Enrolment]) -> list[Enrolment]:
    """Sort as the rules want it: confirmed by moment of confirmation, then waiting by moment of enrolment."""
    return sorted(
        rows,
        key=lambda row: (
            row.confirmed_at is None,
            row.confirmed_at or row.enrolled_at,
            row.enrolled_at,
            row.pk,
        ),
    )


def team_of(row: Enrolment) -> Team:
    """Return a row of `sized` as the rules know it."""
    return Team(str(row.pk), str(row.school_id), row.people, row.beyond)  # type: ignore[attr-defined]
