"""Which version holds on a day, and its elements: for whoever makes lines and figures of it."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from startlijn.domain.induction.models import ProgrammeElement, ProgrammeVersion
from startlijn.domain.induction.rules.elements import Element
from startlijn.domain.induction.terms import (
    Criterion,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    StarterType,
    VersionStage,
)
from startlijn.engines.schoolyear import school_year_of


def _holding(versions: QuerySet[ProgrammeVersion], on: date) -> ProgrammeVersion | None:
    """Return the version with the newest first year that has begun; none when that one was stopped.

    A version that was replaced counts for the years before its successor began.
    """
    decided = versions.filter(stage__in=[VersionStage.IN_FORCE, VersionStage.RETIRED]).exclude(
        in_force_from=None
    )
    found = (
        decided.filter(in_force_from__lte=school_year_of(on).begins_in)
        .select_related("programme")
        .order_by("-in_force_from", "-number")
        .first()
    )
    if found is None or found.stage == VersionStage.IN_FORCE:
        return found
    replaced = decided.filter(programme=found.programme_id, in_force_from__gt=found.in_force_from)
    return found if replaced.exists() else None


def version_in_force(school_id: UUID, on: date) -> ProgrammeVersion | None:
    """Return the version of the school's programme that holds in the school year of a day, if any."""
    return _holding(ProgrammeVersion.objects.filter(programme__school=school_id), on)


def template_in_force(partnership_id: UUID, sector: str, on: date) -> ProgrammeVersion | None:
    """Return the partnership's own template of a sector that holds in the school year of a day, if any.

    It is the programme of starters without a school.
    """
    own = ProgrammeVersion.objects.filter(programme__template_of=partnership_id, programme__sector=sector)
    return _holding(own, on)


def elements_of(version_id: UUID) -> list[ProgrammeElement]:
    """Return the elements of a version in order: by year, then by place in the year."""
    return list(ProgrammeElement.objects.filter(version_of=version_id).order_by("year", "position", "pk"))


def element_from(row: ProgrammeElement) -> Element:
    """Return an element as rules know it."""
    return Element(
        id=row.pk,
        key=row.key,
        position=row.position,
        version=row.version,
        title_nl=row.title_nl,
        title_en=row.title_en,
        year=row.year,
        period=Period(row.period),
        form=ElementForm(row.form),
        kind=ElementKind(row.kind),
        criteria=tuple(each for each in Criterion if each in row.criteria),
        times=row.times,
        starter_hours=row.starter_hours,
        coach_hours=row.coach_hours,
        fixed_coach=row.fixed_coach,
        owner=Owner(row.owner) if row.owner else None,
        second_owner=Owner(row.second_owner) if row.second_owner else None,
        starter_types=tuple(each for each in StarterType if each in row.starter_types),
        is_generic=row.is_generic,
        funding=Funding(row.funding),
        funding_ends_on=row.funding_ends_on,
        next_morning_nl=row.next_morning_nl,
        next_morning_en=row.next_morning_en,
        deviation=row.deviation,
    )


def elements_for_rules(version_id: UUID) -> tuple[Element, ...]:
    """Return the elements of a version in order, as rules know them. One query."""
    return tuple(element_from(row) for row in elements_of(version_id))
