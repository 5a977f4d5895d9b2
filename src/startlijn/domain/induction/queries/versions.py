"""Reading one version: the years with their elements, the checks, what differs, what falls away."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from startlijn.base.access.queries import can, get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.seams import today
from startlijn.content import programme_template
from startlijn.domain.induction.models import (
    BoardIntensity,
    BoardPolicy,
    InductionProgramme,
    ProgrammeElement,
    ProgrammeVersion,
)
from startlijn.domain.induction.queries.in_force import element_from, elements_for_rules
from startlijn.domain.induction.queries.programmes import (
    facts_of_programme,
    facts_of_version,
    holding,
    readable_versions,
)
from startlijn.domain.induction.queries.views import (
    Choice,
    ComparisonPage,
    ProgrammeFacts,
    VersionFacts,
    VersionPage,
    year_views,
)
from startlijn.domain.induction.rules.checks import Cell, Check, Surroundings, coverage, design_checks
from startlijn.domain.induction.rules.comparing import compare
from startlijn.domain.induction.rules.elements import (
    CONTENT,
    Element,
    in_language,
    packaged_element,
    packaged_key,
)
from startlijn.domain.induction.rules.spil import spil_checks
from startlijn.domain.induction.rules.sustaining import Sustainability, without_money
from startlijn.domain.induction.terms import YEARS, StarterType, VersionStage

TEMPLATE = "template"  # what stands in an address for the template a programme came from


def version_to_read(actor: Actor, version_id: UUID) -> ProgrammeVersion:
    """Return a version that the actor may read, with its programme. Raises `NotVisibleError`."""
    found = (
        readable_versions(actor)
        .select_related("programme__school", "programme__board", "programme__template_of")
        .filter(pk=version_id)
        .first()
    )
    if found is None:
        raise NotVisibleError("ProgrammeVersion")
    return found


def version_page(
    actor: Actor, version_id: UUID, *, coaches: int | None = None, trained: int | None = None
) -> VersionPage:
    """Return everything of a version. Raises `NotVisibleError`.

    `coaches` and `trained` count the school's coaches, for who knows them: programmes do not.
    """
    row = version_to_read(actor, version_id)
    elements = elements_for_rules(row.pk)
    siblings = list(readable_versions(actor).filter(programme=row.programme_id).order_by("-number"))
    now = holding(siblings, today())
    return VersionPage(
        programme=facts_of_programme(row.programme),
        facts=facts_of_version(row),
        years=year_views(elements, YEARS),
        checks=_checks(row, elements, coaches, trained),
        cells=coverage(elements),
        managed=can(actor, Permission.PROGRAMMES_MANAGE, row),
        holds=now is not None and now.pk == row.pk,
        others=tuple(facts_of_version(each) for each in siblings if each.pk != row.pk),
        origin=_origin_title(row),
    )


def checks_of(
    actor: Actor, version_id: UUID, *, coaches: int | None = None, trained: int | None = None
) -> tuple[Check, ...]:
    """Return the design checks and those of SPIL of a version that the actor may read. `NotVisibleError`."""
    row = version_to_read(actor, version_id)
    return _checks(row, elements_for_rules(row.pk), coaches, trained)


def coverage_of(actor: Actor, version_id: UUID) -> tuple[Cell, ...]:
    """Return which criteria are served when and for whom, of a version that the actor may read."""
    return coverage(elements_for_rules(version_to_read(actor, version_id).pk))


def _checks(
    row: ProgrammeVersion, elements: tuple[Element, ...], coaches: int | None, trained: int | None
) -> tuple[Check, ...]:
    around = replace(_surroundings(row), coaches=coaches, trained=trained)
    design = design_checks(elements, around)
    return (*design, *spil_checks(elements, around, design))


def _surroundings(row: ProgrammeVersion) -> Surroundings:
    """Return what the board decided and the staff council did. Two queries."""
    board = row.programme.board_id or (row.programme.school.board_id if row.programme.school else None)
    policy = BoardPolicy.objects.filter(board=board).first() if board else None
    hours = BoardIntensity.objects.filter(policy=policy) if policy else ()
    return Surroundings(
        hours_available=row.hours_available,
        policy_formulated=policy is not None and policy.formulated_on is not None,
        agreed=row.consent_on is not None,
        intensities={
            (StarterType(each.starter_type), each.year): (each.starter_hours, each.coach_hours)
            for each in hours
        },
    )


def element_page(actor: Actor, element_id: UUID) -> tuple[VersionFacts, ProgrammeFacts, Element]:
    """Return an element that the actor may change, with its version. Raises `NotVisibleError`."""
    row = get_visible(actor, Permission.PROGRAMMES_MANAGE, ProgrammeElement, element_id)
    version = version_to_read(actor, row.version_of_id)
    return facts_of_version(version), facts_of_programme(version.programme), element_from(row)


def origin_version(row: ProgrammeVersion) -> ProgrammeVersion | None:
    """Return the template that a programme was copied from: the newest version that was published."""
    first = (
        ProgrammeVersion.objects.filter(programme=row.programme_id, based_on__isnull=False)
        .exclude(based_on__programme=row.programme_id)
        .select_related("based_on")
        .first()
    )
    if first is None or first.based_on is None:
        return None
    newest = (
        ProgrammeVersion.objects.filter(
            programme=first.based_on.programme_id,
            stage__in=[VersionStage.IN_FORCE, VersionStage.RETIRED],
        )
        .select_related("programme")
        .order_by("-number")
        .first()
    )
    return newest or first.based_on


def packaged_elements(template: str) -> tuple[Element, ...]:
    """Return the elements of a packaged template as if they stood in a version. Raises `KeyError`."""
    found = programme_template(template)
    return tuple(
        Element(
            id=packaged_key(found.key, each.key),
            key=packaged_key(found.key, each.key),
            position=number,
            **{name: getattr(packaged_element(each), name) for name in CONTENT},
        )
        for number, each in enumerate(found.elements, start=1)
    )


def _origin_title(row: ProgrammeVersion) -> str:
    origin = origin_version(row)
    if origin is not None:
        return origin.programme.title
    try:
        return programme_template(row.template).title[in_language()] if row.template else ""
    except KeyError:
        return ""


def template_elements(row: ProgrammeVersion) -> tuple[Element, ...] | None:
    """Return the elements of the template that a version came from; None when it came from none."""
    origin = origin_version(row)
    if origin is not None:
        return elements_for_rules(origin.pk)
    try:
        return packaged_elements(row.template) if row.template else None
    except KeyError:
        return None


def comparison_page(actor: Actor, version_id: UUID, with_what: str = "") -> ComparisonPage:
    """Return a version beside another of the same programme (its id), or its template ("template").

    Without a choice: beside the version before it, else the template. Raises `NotVisibleError`.
    """
    row = version_to_read(actor, version_id)
    others = {
        str(each.pk): each
        for each in readable_versions(actor)
        .filter(programme=row.programme_id)
        .exclude(pk=row.pk)
        .order_by("-number")
    }
    title = _origin_title(row)
    choices = [Choice(key, _("version %(number)s") % {"number": o.number}) for key, o in others.items()]
    if title:
        choices.append(Choice(TEMPLATE, title))
    chosen = with_what or _usual_choice(row, others, title)
    if chosen not in {choice.key for choice in choices}:
        if with_what:
            raise NotVisibleError("ProgrammeVersion")
        chosen = ""
    if chosen == TEMPLATE:
        before = template_elements(row) or ()
    else:
        before = elements_for_rules(others[chosen].pk) if chosen else elements_for_rules(row.pk)
    return ComparisonPage(
        page=facts_of_programme(row.programme),
        facts=facts_of_version(row),
        before=next((choice.label for choice in choices if choice.key == chosen), ""),
        after=_("version %(number)s") % {"number": row.number},
        with_template=chosen == TEMPLATE,
        comparison=compare(before, elements_for_rules(row.pk)),
        choices=tuple(choices),
        chosen=chosen,
    )


def _usual_choice(row: ProgrammeVersion, others: dict[str, ProgrammeVersion], template: str) -> str:
    before = [key for key, other in others.items() if other.number < row.number]
    return before[0] if before else TEMPLATE if template else ""


def sustainability_of(actor: Actor, version_id: UUID, on: date) -> Sustainability:
    """Return what of a version falls away when its money stops (seed 002 line 27). `NotVisibleError`."""
    return without_money(elements_for_rules(version_to_read(actor, version_id).pk), on)


def newest_of(programme: InductionProgramme) -> ProgrammeVersion:
    """Return the newest version of a programme: there is always one."""
    return ProgrammeVersion.objects.filter(programme=programme).order_by("-number")[0]


def names_of(row: ProgrammeVersion) -> tuple[ProgrammeFacts, VersionFacts]:
    """Return the facts of a version that was read, and of its programme."""
    return facts_of_programme(row.programme), facts_of_version(row)
