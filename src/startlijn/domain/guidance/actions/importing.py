"""Bringing in a file of starters from HR: what fits is written in one transaction, the rest is named."""

from collections import Counter
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
from startlijn.domain.guidance.queries.preview import Deed, Planned, Reason, preview
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
    done: list[Planned] = []
    refused: list[Planned] = []
    for group in _by_person(preview(by, rows)):
        if group[0].deed == Deed.REFUSE:
            refused += group
            continue
        try:
            with transaction.atomic():
                _bring_in(by, at, group)
            done += group
        except RefusedError as error:
            figures = (("why", gettext(error.message) % error.figures),)
            refused += [
                replace(each, deed=Deed.REFUSE, reason=Reason.REFUSED, figures=figures) for each in group
            ]
    counts = Counter({deed.value: 0 for deed in Deed})
    counts.update(each.deed.value for each in (*done, *refused))
    whole = Partnership.objects.get(pk=by.partnership_id)
    record(by=by, at=at, action="starter.import", on=whole, details={"rows": dict(counts)})
    return Imported(dict(counts), tuple(sorted(refused, key=lambda each: each.row.row)))


def _by_person(planned: Sequence[Planned]) -> list[list[Planned]]:
    """Return the rows that belong together: new rows of one person are one registration."""
    groups: list[list[Planned]] = []
    new: dict[str, list[Planned]] = {}
    for each in planned:
        if each.deed != Deed.REGISTER:
            groups.append([each])
        elif each.row.email in new:
            new[each.row.email].append(each)
        else:
            groups.append(new.setdefault(each.row.email, [each]))
    return groups


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
