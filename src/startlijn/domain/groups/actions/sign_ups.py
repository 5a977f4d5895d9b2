"""Schools sign up, change their minds, withdraw; staff type in what comes by e-mail (seed 001 line 31)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import School
from startlijn.base.people.models import Person
from startlijn.domain.groups.models import Round, SignUp
from startlijn.domain.groups.queries.rounds import advice_of, known_rounds, schools_to_sign_up
from startlijn.domain.groups.rules.stages import CHANGING, must_accept_schools, must_be_in
from startlijn.domain.groups.terms import (
    MOST_SCHOOLS,
    AlreadySignedUpError,
    Moment,
    NoContactError,
    NotInRegionError,
    Preference,
    RoundFullError,
    SignUpSource,
    Theme,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a school tells. The three questions may stay open (None); empty contact: whoever signs up."""

    preference: Preference
    has_multi_year_programme: bool | None = None
    is_in_policy: bool | None = None
    lives_in_school: bool | None = None
    learning_question: str = ""
    themes: Collection[Theme] = ()
    free_moments: Collection[Moment] = ()
    note: str = ""
    contact_name: str = ""
    contact_email: str = ""


def _source(by: Actor, found: Round, at: datetime) -> SignUpSource:
    """Tell who signs up, and refuse when it is too early or too late for them."""
    if visible(by, Permission.ROUNDS_MANAGE, Round).filter(pk=found.pk).exists():
        must_be_in(found.stage, CHANGING)
        return SignUpSource.STAFF
    must_accept_schools(found.stage, found.sign_up_ends_on, at)
    return SignUpSource.SCHOOL


def _school(by: Actor, found: Round, school_id: UUID) -> School:
    school = get_visible(by, Permission.SIGN_UP, School, school_id)
    if not schools_to_sign_up(by, found).filter(pk=school.pk).exists():
        raise NotInRegionError(school=school.name)
    return school


def _fill(row: SignUp, by: Actor, answers: Answers) -> None:
    """Write the answers into the row."""
    _fill_contact(row, by, answers)
    row.preference = answers.preference
    row.has_multi_year_programme = answers.has_multi_year_programme
    row.is_in_policy = answers.is_in_policy
    row.lives_in_school = answers.lives_in_school
    row.learning_question, row.note = answers.learning_question, answers.note
    row.themes = [theme.value for theme in Theme if theme in answers.themes]
    row.free_moments = [moment.value for moment in Moment if moment in answers.free_moments]
    advice = advice_of(row)
    row.advice = advice.kind if advice else ""


def _fill_contact(row: SignUp, by: Actor, answers: Answers) -> None:
    """Whoever signs up the own school is its contact, unless somebody else is named."""
    if answers.contact_name and answers.contact_email:
        row.contact = Person.objects.filter(account__email__iexact=answers.contact_email).first()
        row.contact_name, row.contact_email = answers.contact_name, answers.contact_email
        return
    if row.source == SignUpSource.STAFF or by.person_id is None:
        raise NoContactError
    person = Person.objects.select_related("account").get(pk=by.person_id)
    if person.account is None:
        raise NoContactError
    row.contact, row.contact_name, row.contact_email = person, str(person), person.account.email


@transaction.atomic
def sign_up(*, by: Actor, at: datetime, round_id: UUID, school_id: UUID, answers: Answers) -> SignUp:
    """Sign a school up for a round: by the school while it is open, by staff until groups are published.

    A school that withdrew gets its row back. Raises `NotVisibleError`, `WrongStageError`,
    `SignUpEndedError`, `NotInRegionError`, `AlreadySignedUpError`, `NoContactError`, `RoundFullError`.
    """
    found = Round.objects.select_for_update(of=("self",)).filter(pk=round_id).first()
    if found is None or not known_rounds(by).filter(pk=round_id).exists():
        raise NotVisibleError("Round")
    school = _school(by, found, school_id)
    source = _source(by, found, at)
    row = SignUp.objects.filter(round=found, school=school).first()
    if row is not None and row.withdrawn_at is None:
        raise AlreadySignedUpError(school=school.name)
    if SignUp.objects.filter(round=found, withdrawn_at=None).count() >= MOST_SCHOOLS:
        raise RoundFullError(most=MOST_SCHOOLS)
    if row is None:
        row = SignUp(partnership_id=found.partnership_id, round=found, school=school)
    else:
        row.version += 1
    row.source, row.signed_up_at, row.withdrawn_at = source, at, None
    _fill(row, by, answers)
    row.save()
    record(by=by, at=at, action="sign_up.create", on=row, details={"source": source})
    return row


def _locked(by: Actor, at: datetime, sign_up_id: UUID) -> SignUp:
    """Return a sign-up that the actor may change now, locked, with its round locked first."""
    seen = get_visible(by, Permission.SIGN_UP, SignUp, sign_up_id)
    found = Round.objects.select_for_update(of=("self",)).get(pk=seen.round_id)
    _source(by, found, at)
    return SignUp.objects.select_for_update(of=("self",)).get(pk=sign_up_id)


@transaction.atomic
def change_sign_up(
    *, by: Actor, at: datetime, sign_up_id: UUID, expected_version: int, answers: Answers
) -> SignUp:
    """Change a sign-up. Raises `VersionConflictError` when somebody was first, and what `sign_up` raises."""
    row = _locked(by, at, sign_up_id).expect(expected_version)
    if row.withdrawn_at is not None:
        raise NotVisibleError("SignUp")
    _fill(row, by, answers)
    row.version += 1
    row.save()
    record(by=by, at=at, action="sign_up.change", on=row)
    return row


@transaction.atomic
def withdraw_sign_up(*, by: Actor, at: datetime, sign_up_id: UUID) -> SignUp:
    """Withdraw a school from a round; twice is the same as once. Raises what `sign_up` raises."""
    row = _locked(by, at, sign_up_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.version += 1
        row.save(update_fields=["withdrawn_at", "version"])
        record(by=by, at=at, action="sign_up.withdraw", on=row)
    return row
