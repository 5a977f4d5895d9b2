"""Induction programmes: the list, one programme with its versions, one version with elements and checks."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Query, Router

from startlijn.api.doors import Request, operation
from startlijn.api.shapes import Output, Page, Search, page_of_rows
from startlijn.base.access.terms import Permission
from startlijn.base.organisations.terms import Sector
from startlijn.domain.induction import queries
from startlijn.domain.induction.queries.views import ProgrammeFacts, VersionFacts
from startlijn.domain.induction.rules.checks import Check
from startlijn.domain.induction.rules.elements import Element
from startlijn.domain.induction.terms import (
    CheckCode,
    CheckGroup,
    Criterion,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    StarterType,
    Verdict,
    VersionStage,
)

router = Router(tags=["Programmes"])


class ListedVersion(Output):
    """A version of a programme; `holds_from` is the school year from which it holds (2026 is 2026-2027)."""

    id: UUID
    number: int
    stage: VersionStage
    changes: str
    consulted_on: date | None
    consent_on: date | None
    holds_from: int | None


class ListedProgramme(Output):
    """A programme of a school, or (without) a template. `holds` is the version that holds now, if any."""

    id: UUID
    title: str
    owner: str
    school_id: UUID | None
    board_id: UUID | None
    sector: Sector
    holds: ListedVersion | None


class Programme(ListedProgramme):
    """A programme with the versions that you may see, the newest first."""

    versions: list[ListedVersion]


class ProgrammeElement(Output):
    """An element. Hours are for all `times` in the year together; `key` stays the same through versions.

    No starter types means all; `deviation` says why it differs from the template.
    """

    id: UUID
    key: UUID
    year: int
    position: int
    title_nl: str
    title_en: str
    period: Period
    form: ElementForm
    kind: ElementKind
    criteria: list[Criterion]
    times: int
    starter_hours: Decimal
    coach_hours: Decimal
    fixed_coach: bool
    owner: Owner | None
    second_owner: Owner | None
    starter_types: list[StarterType]
    funding: Funding
    funding_ends_on: date | None
    deviation: str


class DesignCheck(Output):
    """A check of the design: it advises. `satisfied_by` and `broken_by` hold ids of elements."""

    code: CheckCode
    group: CheckGroup
    verdict: Verdict
    reasons: list[str]
    satisfied_by: list[UUID]
    broken_by: list[UUID]


class Version(ListedVersion):
    """A version with everything in it."""

    programme_id: UUID
    title: str
    introduction_nl: str
    introduction_en: str
    hours_available: int
    elements: list[ProgrammeElement]
    checks: list[DesignCheck]


def _facts(found: VersionFacts) -> dict[str, Any]:
    names = ("id", "number", "stage", "changes", "consulted_on", "consent_on")
    return {name: getattr(found, name) for name in names} | {"holds_from": found.in_force_from}


def _programme(found: ProgrammeFacts, holds: VersionFacts | None) -> dict[str, Any]:
    names = ("id", "title", "owner", "school_id", "board_id", "sector")
    known = {name: getattr(found, name) for name in names}
    return known | {"holds": ListedVersion(**_facts(holds)) if holds else None}


def _element(found: Element) -> ProgrammeElement:
    return ProgrammeElement(**{name: getattr(found, name) for name in ProgrammeElement.model_fields})


def _check(found: Check) -> DesignCheck:
    return DesignCheck(
        code=found.code,
        group=found.group,
        verdict=found.verdict,
        reasons=[str(reason) for reason in found.reasons],
        satisfied_by=[each.id for each in found.satisfied_by],
        broken_by=[each.id for each in found.broken_by],
    )


@operation(router.get, "/programmes", Permission.PROGRAMMES_READ, gives=Page[ListedProgramme])
def list_programmes(request: Request, given: Query[Search]) -> Page[ListedProgramme]:
    """List the programmes that you may read, by school; templates last."""
    rows = queries.programmes_for(request.actor, given.q)
    start = (given.page - 1) * given.page_size
    here = list(rows[start : start + given.page_size])
    lines = {line.facts.id: line for line in queries.programme_lines(request.actor, here)}

    def make(row: Any) -> ListedProgramme:
        line = lines[row.pk]
        return ListedProgramme(**_programme(line.facts, line.holds))

    return page_of_rows(rows, given, make)


@operation(router.get, "/programmes/{uuid:programme_id}", Permission.PROGRAMMES_READ, gives=Programme)
def get_programme(request: Request, programme_id: UUID) -> Programme:
    """Give one programme with its versions."""
    page = queries.programme_page(request.actor, programme_id)
    holds = next((version for version in page.versions if version.id == page.holds), None)
    versions = [ListedVersion(**_facts(version)) for version in page.versions]
    return Programme(**_programme(page.facts, holds), versions=versions)


@operation(router.get, "/programme-versions/{uuid:version_id}", Permission.PROGRAMMES_READ, gives=Version)
def get_programme_version(request: Request, version_id: UUID) -> Version:
    """Give one version with its elements and checks."""
    page = queries.version_page(request.actor, version_id)
    return Version(
        **_facts(page.facts),
        programme_id=page.programme.id,
        title=page.programme.title,
        introduction_nl=page.facts.introduction_nl,
        introduction_en=page.facts.introduction_en,
        hours_available=page.facts.hours_available,
        elements=[_element(each) for each in page.elements],
        checks=[_check(each) for each in page.checks],
    )
