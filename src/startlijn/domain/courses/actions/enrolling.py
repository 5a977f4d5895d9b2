"""A school enrols as a team; staff types in what comes by e-mail or phone: one intake of three kinds (C4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import School
from startlijn.base.people.models import Person
from startlijn.base.post.actions import tell as tell_person
from startlijn.base.seams import day_of
from startlijn.domain.courses.actions.seating import (
    Named,
    admit,
    locked,
    may_seat,
    must_be_new,
    must_be_team,
    put_in,
    tell,
    to_answer,
    to_change,
)
from startlijn.domain.courses.models import Edition, Enrolment
from startlijn.domain.courses.rules.states import TEACHING, must_be, must_be_enrolment
from startlijn.domain.courses.terms import (
    EnrolmentState,
    Intake,
    NoContactError,
    NoWishError,
    Source,
    WishState,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to tell what became of it; empty: whoever enrols the own school."""

    name: str = ""
    email: str = ""
    language: str = "nl"


def _fill_contact(row: Enrolment, by: Actor, contact: Contact, *, staff: bool) -> None:
    if contact.name.strip() and contact.email:
        row.contact = Person.objects.filter(account__email__iexact=contact.email).first()
        row.contact_name, row.contact_email = " ".join(contact.name.split()), contact.email
        row.contact_language = contact.language
        return
    if staff or by.person_id is None:
        raise NoContactError
    person = Person.objects.select_related("account").get(pk=by.person_id)
    if person.account is None:
        raise NoContactError
    row.contact, row.contact_name, row.contact_email = person, str(person), person.account.email
    row.contact_language = person.language


def _new(edition: Edition, school: School, at: datetime, source: Source, wish: str) -> Enrolment:
    """Return a row that is not saved yet. Nobody enrols earlier than who had the edition before."""
    latest = Enrolment.objects.filter(edition=edition).aggregate(latest=Max("enrolled_at"))["latest"]
    return Enrolment(
        partnership_id=edition.partnership_id,
        edition=edition,
        school=school,
        state=EnrolmentState.WAITING,
        intake=Intake.EXCEPTION if wish else Intake.ENROLMENT,
        source=source,
        wish=wish,
        wish_state=WishState.ASKED if wish else WishState.NONE,
        training_school=school.training_school,
        status_on=day_of(at),
        enrolled_at=max(at, latest) if latest else at,
    )


@transaction.atomic
def enrol(
    *,
    by: Actor,
    at: datetime,
    edition_id: UUID,
    school_id: UUID,
    team: Sequence[Named],
    contact: Contact = Contact(),
    wish: str = "",
    source: Source = Source.FORM,
) -> Enrolment:
    """Enrol a team of a school: in as a whole when it fits, else waiting as a whole (seed 000 line 53).

    By the school while the edition is open; by staff, from an e-mail or a call, until it is closed. A `wish`
    is put to the coordinator. The contact is told. Raises `EditionStateError`, `EnrolmentEndedError`,
    `NobodyNamedError`, `NamedTwiceError`, `TeamTooLargeError`, `NoContactError`, `NotVisibleError`.
    """
    edition = locked(edition_id)
    staff = may_seat(by, at, edition)
    permission = Permission.COURSES_MANAGE if staff else Permission.ENROL
    school = get_visible(by, permission, School, school_id)
    must_be_team(team)
    must_be_new(edition, school.pk, team)
    row = _new(edition, school, at, source if staff else Source.FORM, wish.strip())
    _fill_contact(row, by, contact, staff=staff)
    row.save()
    put_in(row, team, at)
    _seat(by, at, edition, row)
    if row.wish:
        _ask_coordinator(by, at, edition)
    record(by=by, at=at, action="enrolment.create", on=row, details={"state": row.state, "people": len(team)})
    return row


def _seat(by: Actor, at: datetime, edition: Edition, row: Enrolment) -> None:
    """Walk the list with the newcomer at its end, and tell its contact what came of it."""
    for got_in in admit(by, at, edition, newcomer=row.pk):
        if got_in.pk == row.pk:
            row.state, row.confirmed_at = got_in.state, got_in.confirmed_at
            row.version = got_in.version
    tell(by, at, row, "course_confirmed" if row.state == EnrolmentState.CONFIRMED else "course_waiting")


def _ask_coordinator(by: Actor, at: datetime, edition: Edition) -> None:
    coordinator = edition.course.coordinator
    if coordinator is not None:
        tell_person(
            by=by,
            at=at,
            person=coordinator,
            template="course_wish_asked",
            link=f"/courses/desk/{edition.pk}/",
        )


@transaction.atomic
def take_enquiry(
    *,
    by: Actor,
    at: datetime,
    edition_id: UUID,
    school_id: UUID,
    source: Source,
    contact: Contact,
    wish: str,
) -> Enrolment:
    """Type in a question that a school asked by e-mail or phone (seed 000 line 74); it takes no seat.

    For who runs the course. Raises `NoWishError` without a question, `NoContactError`, `EditionStateError`,
    `NotVisibleError`.
    """
    get_visible(by, Permission.COURSES_MANAGE, Edition, edition_id)
    edition = locked(edition_id)
    must_be(edition.state, TEACHING)
    school = get_visible(by, Permission.COURSES_MANAGE, School, school_id)
    if not wish.strip():
        raise NoWishError
    row = _new(edition, school, at, source, wish.strip())
    row.state, row.intake = EnrolmentState.ASKED, Intake.ENQUIRY
    _fill_contact(row, by, contact, staff=True)
    row.save()
    record(by=by, at=at, action="enrolment.enquire", on=row)
    return row


@transaction.atomic
def seat_enquiry(*, by: Actor, at: datetime, enrolment_id: UUID, team: Sequence[Named]) -> Enrolment:
    """Make an enrolment of a question, now that people are named. Its place in the list counts from now.

    For who runs the course. Raises `EnrolmentStateError` when it is one already, and what `enrol` raises.
    """
    edition, row = to_answer(by, enrolment_id)
    must_be(edition.state, TEACHING)
    must_be_enrolment(row.state, {EnrolmentState.ASKED})
    must_be_team(team)
    must_be_new(edition, row.school_id, team)
    fresh = _new(edition, row.school, at, Source(row.source), "")
    row.state, row.enrolled_at = EnrolmentState.WAITING, fresh.enrolled_at
    row.training_school, row.status_on = fresh.training_school, fresh.status_on
    row.version += 1
    row.save()
    put_in(row, team, at)
    _seat(by, at, edition, row)
    record(by=by, at=at, action="enrolment.seat", on=row, details={"state": row.state, "people": len(team)})
    return row


@transaction.atomic
def ask_for_more(*, by: Actor, at: datetime, enrolment_id: UUID, wish: str) -> Enrolment:
    """Put another wish to the coordinator, for a team that is in or waits (seed 000 line 53).

    Raises `NoWishError` when nothing is asked, `EnrolmentStateError`, `NotVisibleError`.
    """
    edition, row = to_change(by, enrolment_id)
    must_be_enrolment(row.state, {EnrolmentState.CONFIRMED, EnrolmentState.WAITING})
    if not wish.strip():
        raise NoWishError
    row.wish, row.wish_state, row.wish_answer = wish.strip(), WishState.ASKED, ""
    row.intake = Intake.EXCEPTION
    row.version += 1
    row.save(update_fields=["wish", "wish_state", "wish_answer", "intake", "version"])
    _ask_coordinator(by, at, edition)
    record(by=by, at=at, action="enrolment.ask", on=row)
    return row


@transaction.atomic
def answer_wish(
    *, by: Actor, at: datetime, enrolment_id: UUID, expected_version: int, granted: bool, answer: str
) -> Enrolment:
    """Answer a question or another wish. Granted to a team: it may be larger than the limit per school.

    The other two limits still hold: a team that waits gets in when it fits by then. The contact is told. For
    who runs the course. Raises `NoWishError`, `VersionConflictError`, `NotVisibleError`.
    """
    edition, row = to_answer(by, enrolment_id)
    row.expect(expected_version)
    if row.wish_state != WishState.ASKED or row.state == EnrolmentState.WITHDRAWN:
        raise NoWishError
    row.wish_state = WishState.GRANTED if granted else WishState.REFUSED
    row.wish_answer = answer.strip()
    row.beyond = granted and row.intake == Intake.EXCEPTION
    row.version += 1
    row.save(update_fields=["wish_state", "wish_answer", "beyond", "version"])
    tell(by, at, row, "course_wish_answered")
    promoted = admit(by, at, edition)
    details = {"granted": granted, "admitted": len(promoted)}
    record(by=by, at=at, action="enrolment.answer", on=row, details=details)
    return row
