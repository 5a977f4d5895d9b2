"""Bringing in a file of starters from HR: what fits is written in one transaction, the rest is named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Partnership
from startlijn.base.refusals import RefusedError
from startlijn.domain.guidance.actions.appointments import (
    add_employment,
    change_employment,
    end_employment,
)
from startlijn.domain.guidance.actions.moves import register_or_ask
from startlijn.domain.guidance.models import Employment
from startlijn.domain.guidance.queries.preview import (
    Deed,
    Planned,
    Reason,
    by_person,
    counted,
    preview,
)
from startlijn.domain.guidance.rules.people_file import PersonRow


@dataclass(frozen=True, slots=True)
class Imported:
    """What was done: how many rows by deed, and the rows that were left out, with why."""

    counts: dict[str, int]
    refused: tuple[Planned, ...]


@transaction.atomic
def import_people(*, by: Actor, at: datetime, rows: Sequence[PersonRow]) -> Imported:
    """Register, add and change what the rows say; the same file again changes nothing.

    A person is known by e-mail address. Rows that do not fit are left out and returned with the reason; the
    others are written together. Raises `NotVisibleError` for who may not register starters.
    """
    must(by, Permission.LINE_REGISTER)
    if by.partnership_id is None:
        raise NotVisibleError("Partnership")
    became = bring_in_groups(by=by, at=at, groups=by_person(preview(by, rows)))
    counts = counted(became)
    whole = Partnership.objects.get(pk=by.partnership_id)
    record(by=by, at=at, action="starter.import", on=whole, details={"rows": counts})
    refused = [each for each in became if each.deed == Deed.REFUSE]
    return Imported(counts, tuple(sorted(refused, key=lambda each: each.row.row)))


@transaction.atomic
def bring_in_groups(*, by: Actor, at: datetime, groups: Sequence[Sequence[Planned]]) -> list[Planned]:
    """Bring in rows that belong together, each group whole or not at all; return what became of each row.

    Part of other verbs, which check the right and write the line of the journal.
    """
    became: list[Planned] = []
    for group in groups:
        if group[0].deed == Deed.REFUSE:
            became += group
            continue
        try:
            with transaction.atomic():
                _bring_in(by, at, group)
            became += group
        except RefusedError as error:
            figures = (("why", gettext(error.message) % error.figures),)
            became += [
                replace(each, deed=Deed.REFUSE, reason=Reason.REFUSED, figures=figures) for each in group
            ]
    return became


def _bring_in(by: Actor, at: datetime, group: Sequence[Planned]) -> None:
    first, row = group[0], group[0].row
    if first.deed == Deed.REGISTER:
        register_or_ask(
            by=by,
            at=at,
            email=row.email,
            employments=[each.employment() for each in group],
            given_name=row.given_name,
            family_name=row.family_name,
            language=row.language,
            sector=first.sector,
            starter_type=row.starter_type,
            started_on=min(each.row.started_on for each in group),
            subjects=row.subjects,
            days=row.days,
        )
    elif first.deed == Deed.ADD and first.trajectory_id is not None:
        add_employment(by=by, at=at, trajectory_id=first.trajectory_id, employment=first.employment())
    elif first.deed == Deed.CHANGE and first.employment_id is not None:
        _change(by, at, first, Employment.objects.get(pk=first.employment_id))


def _change(by: Actor, at: datetime, planned: Planned, work: Employment) -> None:
    """Take over what the row says, from its first day on; what it leaves empty stays."""
    row = planned.row
    changed = change_employment(
        by=by,
        at=at,
        employment_id=work.pk,
        expected_version=work.version,
        from_on=row.started_on,
        contract_type=row.contract_type,
        fte=row.fte,
        fte_agreed=row.fte_agreed,
        lesson_hours=work.lesson_hours if row.lesson_hours is None else row.lesson_hours,
        salary_scale=row.salary_scale or work.salary_scale,
        salary_step=work.salary_step if row.salary_step is None else row.salary_step,
    )
    if row.finished_on is not None and row.finished_on != changed.finished_on:
        end_employment(by=by, at=at, employment_id=changed.pk, finished_on=row.finished_on)
