"""Sign-ups: of all schools for who runs the round, of the own schools for a school."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router

from startlijn.api.doors import Request, operation
from startlijn.api.shapes import Email, Input, Name, Output, Page, Paging, Remark, page_of
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.groups import actions
from startlijn.domain.groups.actions.sign_ups import Answers
from startlijn.domain.groups.queries import rounds
from startlijn.domain.groups.queries.round_views import SignUpRow
from startlijn.domain.groups.terms import Moment, Preference, RoundKind, SignUpSource, Theme

router = Router(tags=["Sign-ups"])


class Contact(Output):
    """Whom to tell about the group."""

    name: str
    email: str


class SignUp(Output):
    """A school in a round. `advice` is the kind of group that suits it; null while a question is open.

    `takes_part` is false for who would rather have a group of another kind, or withdrew.
    """

    id: UUID
    round_id: UUID
    school_id: UUID
    school: str
    place: str
    board: str
    sub_region: str | None
    sector: str
    located: bool
    source: SignUpSource
    contact: Contact
    preference: Preference
    advice: RoundKind | None
    has_multi_year_programme: bool | None
    is_in_policy: bool | None
    lives_in_school: bool | None
    learning_question: str
    themes: list[Theme]
    free_moments: list[Moment]
    note: str
    signed_up_at: datetime
    withdrawn_at: datetime | None
    takes_part: bool
    version: int


class NewContact(Input):
    """Whom to tell about the group."""

    name: Name
    email: Email


class NewSignUp(Input):
    """A school to sign up. The three questions may stay open; without contact it is whoever signs up."""

    school_id: UUID
    preference: Preference
    has_multi_year_programme: bool | None = None
    is_in_policy: bool | None = None
    lives_in_school: bool | None = None
    learning_question: Remark = ""
    themes: frozenset[Theme] = frozenset()
    free_moments: frozenset[Moment] = frozenset()
    note: Remark = ""
    contact: NewContact | None = None


def _sign_up(round_id: UUID, row: SignUpRow) -> SignUp:
    multi_year, in_policy, lives = row.answers
    return SignUp(
        id=row.id,
        round_id=round_id,
        school_id=row.school_id,
        school=row.school,
        place=row.place,
        board=row.board,
        sub_region=row.sub_region or None,
        sector=row.sector,
        located=row.located,
        source=row.source,
        contact=Contact(name=row.contact_name, email=row.contact_email),
        preference=row.preference,
        advice=row.advice.kind if row.advice else None,
        has_multi_year_programme=multi_year,
        is_in_policy=in_policy,
        lives_in_school=lives,
        learning_question=row.learning_question,
        themes=[Theme(theme) for theme in row.themes],
        free_moments=[Moment(moment) for moment in row.free_moments],
        note=row.note,
        signed_up_at=row.signed_up_at,
        withdrawn_at=row.withdrawn_at,
        takes_part=row.takes_part and row.withdrawn_at is None,
        version=row.version,
    )


def _one(request: Request, sign_up_id: UUID) -> SignUp:
    facts, row = rounds.sign_up_page(request.actor, sign_up_id)
    return _sign_up(facts.id, row)


def _rows(request: Request, round_id: UUID) -> list[SignUpRow]:
    try:
        page = rounds.round_page(request.actor, round_id)
    except NotVisibleError:
        schools = rounds.school_round_page(request.actor, round_id).schools
        return [school.sign_up for school in schools if school.sign_up is not None]
    return [*page.placed, *page.others, *page.withdrawn]


@operation(router.get, "/rounds/{uuid:round_id}/sign-ups", Permission.SIGN_UP, gives=Page[SignUp])
def list_sign_ups(request: Request, round_id: UUID, given: Query[Paging]) -> Page[SignUp]:
    """List the sign-ups of a round: all for who runs it, else those of your own schools."""
    return page_of(_rows(request, round_id), given, lambda row: _sign_up(round_id, row))


@operation(router.post, "/rounds/{uuid:round_id}/sign-ups", Permission.SIGN_UP, gives=SignUp, status=201)
def create_sign_up(request: Request, round_id: UUID, given: NewSignUp, response: HttpResponse) -> SignUp:
    """Sign a school up: by the school while the round is open, by staff until groups are published."""
    answers = Answers(
        **given.model_dump(exclude={"school_id", "contact"}),
        contact_name=given.contact.name if given.contact else "",
        contact_email=given.contact.email if given.contact else "",
    )
    made = actions.sign_up(
        by=request.actor, at=now(), round_id=round_id, school_id=given.school_id, answers=answers
    )
    response.headers["Location"] = reverse("api:get_sign_up", args=[made.pk])
    return _one(request, made.pk)


@operation(router.get, "/sign-ups/{uuid:sign_up_id}", Permission.SIGN_UP, gives=SignUp)
def get_sign_up(request: Request, sign_up_id: UUID) -> SignUp:
    """Give one sign-up, to the school itself and to who runs the round."""
    return _one(request, sign_up_id)


@operation(router.post, "/sign-ups/{uuid:sign_up_id}/withdraw", Permission.SIGN_UP, gives=SignUp)
def withdraw_sign_up(request: Request, sign_up_id: UUID) -> SignUp:
    """Withdraw a school from its round; twice is the same as once."""
    actions.withdraw_sign_up(by=request.actor, at=now(), sign_up_id=sign_up_id)
    return _one(request, sign_up_id)
