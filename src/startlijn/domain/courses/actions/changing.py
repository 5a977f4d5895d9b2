"""Changing an enrolment: contact, who comes instead, who withdraws. What comes free goes down the list."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.base.seams import day_of
from startlijn.domain.courses.actions.enrolling import Contact
from startlijn.domain.courses.actions.seating import (
    Named,
    admit,
    follow_team,
    must_be_new,
    must_be_team,
    put_in,
    runs,
    tell,
    to_change,
)
from startlijn.domain.courses.models import Enrolment, Participant
from startlijn.domain.courses.rules.states import TEACHING, must_be, must_be_enrolment
from startlijn.domain.courses.terms import (
    SEATED,
    EnrolmentState,
    NoContactError,
    NotAParticipantError,
)

_LIVE = (*SEATED, EnrolmentState.ASKED)


@transaction.atomic
def change_contact(
    *, by: Actor, at: datetime, enrolment_id: UUID, expected_version: int, contact: Contact
) -> Enrolment:
    """Name somebody else at the school to be told.

    Raises `NoContactError`, `VersionConflictError`, `EnrolmentStateError` (withdrawn), `NotVisibleError`.
    """
    _edition, row = to_change(by, enrolment_id)
    row.expect(expected_version)
    must_be_enrolment(row.state, _LIVE)
    if not contact.name.strip() or not contact.email:
        raise NoContactError
    row.contact = Person.objects.filter(account__email__iexact=contact.email).first()
    row.contact_name, row.contact_email = " ".join(contact.name.split()), contact.email
    row.contact_language = contact.language
    row.version += 1
    row.save()
    record(by=by, at=at, action="enrolment.change", on=row)
    return row


@transaction.atomic
def withdraw(
    *, by: Actor, at: datetime, enrolment_id: UUID, participant_ids: Collection[UUID] = ()
) -> Enrolment:
    """Withdraw a team, or only some of its people; twice is the same as once. The list is walked after it.

    A team of which nobody is left is withdrawn. A school is told when staff does it. Raises
    `EditionStateError` once the edition is closed, `NotAParticipantError` for who is not in the team,
    `NotVisibleError`.
    """
    edition, row = to_change(by, enrolment_id)
    if row.state == EnrolmentState.WITHDRAWN:
        return row
    must_be(edition.state, TEACHING)
    day = day_of(at)
    people = Participant.objects.filter(enrolment=row, finished_on=None)
    leaving = people.filter(pk__in=participant_ids) if participant_ids else people
    if participant_ids and leaving.count() != len(set(participant_ids)):
        raise NotAParticipantError
    leaving.update(finished_on=day)
    if not people.exists():
        row.state, row.withdrawn_at = EnrolmentState.WITHDRAWN, at
    row.version += 1
    row.save(update_fields=["state", "withdrawn_at", "version"])
    if runs(by, edition):
        tell(by, at, row, "course_withdrawn")
    promoted = admit(by, at, edition)
    details = {"state": row.state, "admitted": len(promoted)}
    record(by=by, at=at, action="enrolment.withdraw", on=row, details=details)
    return row


@transaction.atomic
def substitute(*, by: Actor, at: datetime, participant_id: UUID, named: Named) -> Participant:
    """Let somebody else come instead; the seat stays the school's, also once the course is under way.

    Raises `NotAParticipantError` for who takes part no more, `NobodyNamedError`, `NamedTwiceError`,
    `EditionStateError`, `NotVisibleError`.
    """
    seen = Participant.objects.filter(pk=participant_id).first()
    if seen is None:
        raise NotVisibleError("Participant")
    edition, row = to_change(by, seen.enrolment_id)
    must_be(edition.state, TEACHING)
    must_be_enrolment(row.state, SEATED)
    leaving = Participant.objects.filter(pk=participant_id, finished_on=None).first()
    if leaving is None:
        raise NotAParticipantError
    must_be_team([named])
    must_be_new(edition, row.school_id, [named])
    leaving.finished_on = day_of(at)
    leaving.save(update_fields=["finished_on"])
    put_in(row, [named], at, replaces=leaving)
    follow_team(by, at, edition)
    record(by=by, at=at, action="enrolment.substitute", on=row)
    return Participant.objects.get(replaces=leaving)
