"""Lets the partnership, some schools and some boards write down what they promise starters."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from startlijn import content
from startlijn.base.access.terms import Actor, Place, Role
from startlijn.demo.stage import Stage
from startlijn.demo.terms import DemoSchool
from startlijn.domain.induction import actions
from startlijn.domain.induction.actions import Decided, Hours
from startlijn.domain.induction.models import ProgrammeElement, ProgrammeVersion
from startlijn.domain.induction.queries import element_from
from startlijn.domain.induction.rules.elements import NewElement
from startlijn.domain.induction.terms import (
    Criterion,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    StarterType,
)

_OWN_PROGRAMMES = {"po": 6, "vo": 3}  # besides the schools of the story
_KINDS = tuple(StarterType)


def load_programmes(stage: Stage) -> dict[str, ProgrammeVersion]:
    """Write and publish programmes and policies; return the version that holds, by key of the school."""
    templates = {sector: _template(stage, sector) for sector in ("po", "vo")}
    held: dict[str, ProgrammeVersion] = {}
    for number, school in enumerate(_schools_with_own(stage)):
        made = _own_programme(stage, school, templates[school.sector], number)
        if made is not None:
            held[school.key] = made
    held[stage.described.example_school] = _second_version(stage, held[stage.described.example_school])
    _policies(stage)
    return held


def _template(stage: Stage, sector: str) -> UUID:
    """Publish the partnership's own template of a sector, from the packaged one."""
    packaged = next(each for each in content.programme_templates() if sector in each.sectors)
    with stage.on(stage.day(4, 5, 12)) as at:
        by = stage.acting(Role.COORDINATOR, "", at)
        version = actions.start_programme(
            by=by, at=at, sector=sector, title=packaged.title["nl"], template=packaged.id
        )
        actions.put_in_force(by=by, at=at, version_id=version.pk, from_year=stage.year - 3)
    return version.pk


def _schools_with_own(stage: Stage) -> list[DemoSchool]:
    """Return the schools that changed the template: those of the story, then the ones with most starters."""
    described = stage.described
    told = [described.example_school, described.example_secondary, described.other_school]
    count = {school.key: 0 for school in described.schools}
    for starter in described.starters:
        if starter.school:
            count[starter.school] += 1
    ready = [each for each in described.schools if each.maturity.multi_year and each.key not in told]
    ready.sort(key=lambda each: (-count[each.key], each.key))
    found = [stage.school(key) for key in told]
    for sector, number in _OWN_PROGRAMMES.items():
        found += [each for each in ready if each.sector == sector][:number]
    return found


def _own_programme(stage: Stage, school: DemoSchool, template: UUID, number: int) -> ProgrammeVersion | None:
    """Let a school make its own programme; the last one is with the staff council, the one before a draft."""
    last = len(_OWN_PROGRAMMES) + sum(_OWN_PROGRAMMES.values()) + 1
    waits, is_draft = number == last - 1, number == last - 2
    is_example = number == 0
    years_ago = 0 if waits or is_draft else 3 if is_example else 1 + number % 2
    with stage.on(date(stage.year - years_ago, 9 if years_ago == 0 else 5, 10)) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, school.key, at)
        version = actions.start_programme(
            by=by,
            at=at,
            sector=school.sector,
            title=f"Starten op {school.name}",
            school_id=stage.places[Place.SCHOOL, school.key],
            template=template,
        )
        changes = _changes(stage, school.sector)
        chosen = (
            changes[:1] if is_example else [changes[(number + step) % len(changes)] for step in (0, 2, 3)]
        )
        for change in chosen:
            _deviate(stage, by, at, version, change)
        _introduce(by, at, version, stage.story["example"]["first"] if is_example else "")  # type: ignore[index]
        if is_draft:
            return None
        on = at.date()
        actions.send_for_consultation(by=by, at=at, version_id=version.pk, on=on)
        if waits:
            return None
        actions.note_consent(by=by, at=at, version_id=version.pk, on=on)
        return actions.put_in_force(by=by, at=at, version_id=version.pk, from_year=stage.year - years_ago)


def _changes(stage: Stage, sector: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stage.story["programmes"][sector]  # type: ignore[index]
    return found


def _introduce(by: Actor, at: datetime, version: ProgrammeVersion, changes: str) -> None:
    if changes:
        actions.edit_version(
            by=by,
            at=at,
            version_id=version.pk,
            expected_version=version.version,
            introduction_nl=version.introduction_nl,
            introduction_en=version.introduction_en,
            changes=changes,
            hours_available=version.hours_available,
        )


def _deviate(
    stage: Stage, by: Actor, at: datetime, version: ProgrammeVersion, change: dict[str, Any]
) -> None:
    """Let a draft differ from the template in one thing, with the reason."""
    because = change.get("because", "")
    if "add" in change:
        element = replace(_element(stage, change["add"]), deviation=because)
        actions.add_element(by=by, at=at, version_id=version.pk, element=element)
        return
    wanted = dict(change.get("change") or change["remove"])
    row = ProgrammeElement.objects.get(
        version_of=version, title_nl=wanted.pop("title"), year=wanted.pop("year")
    )
    if "remove" in change:
        actions.remove_element(by=by, at=at, element_id=row.pk, expected_version=row.version)
        return
    figures: dict[str, Any] = {
        name: value if name == "times" else Decimal(value) for name, value in wanted.items()
    }
    element = replace(element_from(row), deviation=because, **figures)
    actions.change_element(by=by, at=at, element_id=row.pk, expected_version=row.version, element=element)


def _element(stage: Stage, written: dict[str, Any]) -> NewElement:
    funding = Funding(written.get("funding", Funding.STRUCTURAL))
    return NewElement(
        title_nl=written["title_nl"],
        title_en=written["title_en"],
        year=written["year"],
        period=Period(written["period"]),
        form=ElementForm(written["form"]),
        kind=ElementKind(written["kind"]),
        criteria=tuple(Criterion(each) for each in written["criteria"]),
        times=written.get("times", 1),
        starter_hours=Decimal(written["starter_hours"]),
        coach_hours=Decimal(written["coach_hours"]),
        fixed_coach=written.get("fixed_coach", False),
        owner=Owner(written["owner"]),
        second_owner=Owner(written["second_owner"]),
        is_generic=False,
        funding=funding,
        funding_ends_on=None if funding == Funding.STRUCTURAL else date(stage.year + 1, 8, 1),
    )


def _second_version(stage: Stage, first: ProgrammeVersion) -> ProgrammeVersion:
    """Let the example school improve its programme: the second version holds since last school year."""
    changes = _changes(stage, "po")
    with stage.on(stage.day(2, 3, 3)) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, stage.described.example_school, at)
        text = stage.story["example"]["second"]  # type: ignore[index]
        version = actions.new_version(by=by, at=at, programme_id=first.programme_id, changes=text)
        for change in changes[1:3]:
            _deviate(stage, by, at, version, change)
        actions.send_for_consultation(by=by, at=at, version_id=version.pk, on=at.date())
    with stage.on(stage.day(2, 6, 16)) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, stage.described.example_school, at)
        actions.note_consent(by=by, at=at, version_id=version.pk, on=at.date())
    # In August: from then on the first version is history.
    with stage.on(stage.day(1, 8, 3)) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, stage.described.example_school, at)
        return actions.put_in_force(by=by, at=at, version_id=version.pk, from_year=stage.year - 1)


def work_on_draft(stage: Stage, draft: ProgrammeVersion) -> None:
    """Let the example school begin with its third version, after the review that led to it."""
    with stage.on(stage.day(0, 9, 15)) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, stage.described.example_school, at)
        for change in _changes(stage, "po")[4:]:
            _deviate(stage, by, at, draft, change)
        row = ProgrammeElement.objects.filter(version_of=draft, kind=ElementKind.INTERVISION, year=2).first()
        if row is not None:
            hours = Hours(row.starter_hours + 1, row.coach_hours, row.version)
            actions.set_hours(by=by, at=at, version_id=draft.pk, hours={row.pk: hours})


def _policies(stage: Stage) -> None:
    """Let some boards write down what they decided: that of the example, and the largest two others."""
    described = stage.described
    example = stage.school(described.example_school).board
    boards = [example, next(each.key for each in described.boards if each.key != example)]
    boards.append(stage.school(described.example_secondary).board)
    for number, (board, written) in enumerate(zip(boards, stage.story["policies"], strict=True)):  # type: ignore[call-overload]
        with stage.on(stage.day(1, 10, 6 + number)) as at:
            actions.save_policy(
                by=stage.acting(Role.BOARD_EXECUTIVE, board, at),
                at=at,
                board_id=stage.places[Place.BOARD, board],
                expected_version=0,
                decided=Decided(
                    approach=written["approach"],
                    formulated_on=stage.day(1, 9, 29),
                    implemented_on=stage.day(0, 8, 1) if number != 1 else None,
                    sustainability=written["sustainability"],
                    intensities={
                        (kind, year): (starter, coach)
                        for kind in _KINDS
                        for year, (starter, coach) in enumerate(written["hours"], start=1)
                    },
                ),
            )
