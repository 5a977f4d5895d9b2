"""Reading programmes: who sees which version, the list, one programme, what can be started."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum

from startlijn.base.access.queries import can, get_visible, visible
from startlijn.base.access.rules import may, must, places, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.access.terms import Place as RolePlace
from startlijn.base.organisations.models import Board, Partnership, School
from startlijn.base.organisations.terms import Sector
from startlijn.base.seams import today
from startlijn.content import programme_templates
from startlijn.domain.induction.models import InductionProgramme, ProgrammeElement, ProgrammeVersion
from startlijn.domain.induction.queries.views import (
    Place,
    ProgrammeFacts,
    ProgrammeLine,
    ProgrammePage,
    StartPage,
    TemplateLine,
    VersionFacts,
)
from startlijn.domain.induction.rules.elements import in_language
from startlijn.domain.induction.terms import Clock, VersionStage
from startlijn.engines.schoolyear import school_year_of

_READ, _MANAGE = Permission.PROGRAMMES_READ, Permission.PROGRAMMES_MANAGE


def facts_of_version(row: ProgrammeVersion) -> VersionFacts:
    """Return the facts of a version."""
    return VersionFacts(
        id=row.pk,
        number=row.number,
        stage=VersionStage(row.stage),
        introduction_nl=row.introduction_nl,
        introduction_en=row.introduction_en,
        changes=row.changes,
        hours_available=row.hours_available,
        template=row.template,
        consulted_on=row.consulted_on,
        consent_on=row.consent_on,
        in_force_from=row.in_force_from,
        version=row.version,
    )


def facts_of_programme(row: InductionProgramme) -> ProgrammeFacts:
    """Return the facts of a programme; school, board and template_of should have been selected along."""
    owner = row.school or row.board or row.template_of
    return ProgrammeFacts(
        id=row.pk,
        title=row.title,
        owner=owner.name if owner else "",
        school_id=row.school_id,
        board_id=row.board_id,
        sector=row.sector,
        clock=Clock(row.clock),
        version=row.version,
    )


def _published_templates(actor: Actor) -> QuerySet[ProgrammeVersion]:
    """Templates that were published for the actor's schools: of the partnership, and of their boards."""
    if not may(actor, _READ):
        return ProgrammeVersion.objects.none()
    boards = visible(actor, _READ, Board)
    return ProgrammeVersion.objects.filter(
        Q(programme__template_of__isnull=False) | Q(programme__board__in=boards.values("pk")),
        stage__in=[VersionStage.IN_FORCE, VersionStage.RETIRED],
    )


def readable_versions(actor: Actor) -> QuerySet[ProgrammeVersion]:
    """Return the versions this actor may read: a draft only for who may change it."""
    read = visible(actor, _READ, ProgrammeVersion).exclude(stage=VersionStage.DRAFT)
    managed = visible(actor, _MANAGE, ProgrammeVersion)
    templates = _published_templates(actor)
    return ProgrammeVersion.objects.filter(
        Q(pk__in=read.values("pk")) | Q(pk__in=managed.values("pk")) | Q(pk__in=templates.values("pk"))
    )


def programme_to_manage(actor: Actor, programme_id: UUID) -> InductionProgramme:
    """Return a programme that the actor may change. Raises `NotVisibleError`."""
    return get_visible(actor, _MANAGE, InductionProgramme, programme_id)


def version_to_manage(actor: Actor, version_id: UUID) -> ProgrammeVersion:
    """Return a version that the actor may change, whatever its stage. Raises `NotVisibleError`."""
    return get_visible(actor, _MANAGE, ProgrammeVersion, version_id)


def programmes_for(actor: Actor, text: str = "", stage: str = "") -> QuerySet[InductionProgramme]:
    """Return the programmes with a version that the actor may read, by name; templates last.

    `text` is looked for in title, school and board; `stage` keeps those with a version in that stage.
    """
    versions = readable_versions(actor)
    if stage in VersionStage.values:
        versions = versions.filter(stage=stage)
    rows = InductionProgramme.objects.filter(pk__in=versions.values("programme"))
    for word in text.split():
        found = Q(title__icontains=word) | Q(school__name__icontains=word) | Q(board__name__icontains=word)
        rows = rows.filter(found)
    return rows.select_related("school", "board", "template_of").order_by(
        F("school__name").asc(nulls_last=True), "title", "pk"
    )


def programme_lines(actor: Actor, rows: Sequence[InductionProgramme]) -> tuple[ProgrammeLine, ...]:
    """Return these programmes as lines of a list. Two queries for any number."""
    versions: dict[UUID, list[ProgrammeVersion]] = {}
    for version in readable_versions(actor).filter(programme__in=rows).order_by("-number"):
        versions.setdefault(version.programme_id, []).append(version)
    mine = visible(actor, _MANAGE, InductionProgramme).filter(pk__in=[row.pk for row in rows])
    managed = set(mine.values_list("pk", flat=True))
    lines = []
    for row in rows:
        own = versions[row.pk]
        holds = holding(own, today())
        lines.append(
            ProgrammeLine(
                facts_of_programme(row),
                facts_of_version(holds) if holds else None,
                facts_of_version(own[0]),
                row.pk in managed,
            )
        )
    return tuple(lines)


def holding(versions: Sequence[ProgrammeVersion], on: date) -> ProgrammeVersion | None:
    """Return which of the versions of one programme holds in the school year of a day, if any."""
    year = school_year_of(on).begins_in
    begun = [
        version
        for version in versions
        if version.stage == VersionStage.IN_FORCE and (version.in_force_from or year + 1) <= year
    ]
    return max(begun, key=lambda version: (version.in_force_from, version.number), default=None)


def programme_page(actor: Actor, programme_id: UUID) -> ProgrammePage:
    """Return one programme with the versions the actor may read. Raises `NotVisibleError` without any."""
    versions = readable_versions(actor).order_by("-number")
    row = (
        InductionProgramme.objects.select_related("school", "board", "template_of")
        .prefetch_related(Prefetch("versions", versions))
        .filter(pk=programme_id)
        .first()
    )
    found = list(row.versions.all()) if row else []
    if row is None or not found:
        raise NotVisibleError("InductionProgramme")
    holds = holding(found, today())
    return ProgrammePage(
        facts_of_programme(row),
        tuple(facts_of_version(version) for version in found),
        holds.pk if holds else None,
        can(actor, _MANAGE, row),
    )


def schools_to_start_for(actor: Actor) -> QuerySet[School]:
    """Return the open schools for which the actor writes programmes: where the role itself is held."""
    rows = visible(actor, _MANAGE, School).filter(closed_on=None)
    if not actor.operator:
        rows = rows.filter(pk__in=places(actor, _MANAGE).get(RolePlace.SCHOOL, frozenset()))
    return rows.order_by("name", "place")


def boards_to_start_for(actor: Actor) -> QuerySet[Board]:
    """Return the boards for which the actor writes templates."""
    rows = visible(actor, _MANAGE, Board)
    if not actor.operator:
        rows = rows.filter(pk__in=places(actor, _MANAGE).get(RolePlace.BOARD, frozenset()))
    return rows.order_by("name")


def can_start(actor: Actor) -> bool:
    """Tell whether there is something for which the actor can start a programme now."""
    if not may(actor, _MANAGE):
        return False
    if actor.partnership_id is not None and whole_partnership(actor, _MANAGE):
        return True
    return boards_to_start_for(actor).exists() or schools_to_start_for(actor).filter(programmes=None).exists()


def start_page(actor: Actor) -> StartPage:
    """Return where the actor may start a programme, and from what. Raises `NotVisibleError` without right."""
    must(actor, _MANAGE)
    schools = schools_to_start_for(actor).filter(programmes=None)
    found = [Place("school", school.pk, school.name, school.sector) for school in schools]
    found += [Place("board", board.pk, board.name, "") for board in boards_to_start_for(actor)]
    if actor.partnership_id is not None and whole_partnership(actor, _MANAGE):
        name = Partnership.objects.values_list("name", flat=True).get(pk=actor.partnership_id)
        found.append(Place("partnership", actor.partnership_id, name, ""))
    return StartPage(tuple(found), templates_for(actor))


def templates_for(actor: Actor) -> tuple[TemplateLine, ...]:
    """Return the templates to start from: published ones that hold, then the packaged ones."""
    rows = (
        _published_templates(actor)
        .filter(stage=VersionStage.IN_FORCE)
        .select_related("programme__board", "programme__template_of", "programme__school")
        .annotate(count=Count("elements"), hours=Sum("elements__starter_hours"))
        .order_by("programme__title", "-in_force_from", "-number")
    )
    newest = {row.programme_id: row for row in reversed(rows)}
    own = [
        TemplateLine(
            str(row.pk),
            row.programme.title,
            row.programme.sector,
            facts_of_programme(row.programme).owner,
            row.count,
            row.hours or Decimal(0),
        )
        for row in newest.values()
    ]
    packaged = [
        TemplateLine(
            each.id,
            each.title[in_language()],
            each.sectors[0],
            "",
            len(each.elements),
            sum((element.starter_hours for element in each.elements), Decimal(0)),
        )
        for each in programme_templates()
    ]
    return (*own, *packaged)


def sector_of_school(school_id: UUID) -> Sector:
    """Return the sector of a school."""
    return Sector(School.objects.values_list("sector", flat=True).get(pk=school_id))


def element_to_manage(actor: Actor, element_id: UUID) -> ProgrammeElement:
    """Return an element of a version that the actor may change. Raises `NotVisibleError`."""
    return get_visible(actor, _MANAGE, ProgrammeElement, element_id)
