"""Enrolments: of the own schools, of a course that one runs, and courses in which one takes part oneself."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import School
from startlijn.base.seams import today
from startlijn.domain.courses.models import Edition, Enrolment, Participant
from startlijn.domain.courses.queries.offer import edition_view, edition_views, known_editions
from startlijn.domain.courses.queries.seats import in_order, limits_of, sized, team_of
from startlijn.domain.courses.queries.views import (
    Desk,
    EditionPage,
    EditionView,
    EnrolmentView,
    Income,
    InvoiceLine,
    OwnEnrolment,
    Participation,
    Person,
)
from startlijn.domain.courses.rules.admission import Waits, waiting_list
from startlijn.domain.courses.rules.tariffs import Status, costs
from startlijn.domain.courses.terms import (
    SEATED,
    EditionState,
    EnrolmentState,
    Intake,
    Source,
    WishState,
)


def _waits(editions: Iterable[UUID]) -> dict[str, Waits]:
    """Return who waits in these editions, by the id of the enrolment. One query."""
    rows = sized(Enrolment.objects.filter(edition__in=list(editions), state__in=SEATED))
    teams: dict[UUID, list[Enrolment]] = defaultdict(list)
    editions_of: dict[UUID, Edition] = {}
    for row in rows.select_related("edition"):
        teams[row.edition_id].append(row)
        editions_of[row.edition_id] = row.edition
    found = {}
    for edition_id, here in teams.items():
        rows_here = in_order(here)
        confirmed = [team_of(row) for row in rows_here if row.state == EnrolmentState.CONFIRMED]
        waiting = [team_of(row) for row in rows_here if row.state == EnrolmentState.WAITING]
        limits = limits_of(editions_of[edition_id])
        found.update({waits.team.key: waits for waits in waiting_list(confirmed, waiting, limits)})
    return found


def _views(rows: QuerySet[Enrolment], editions: dict[UUID, EditionView]) -> list[EnrolmentView]:
    """Return enrolments as they are shown, in the order of the rows. Three queries."""
    people = Prefetch("participants", queryset=Participant.objects.order_by("pk"))
    found = list(rows.select_related("school").prefetch_related(people))
    waits = _waits({row.edition_id for row in found if row.state == EnrolmentState.WAITING})
    return [_view(row, waits.get(str(row.pk)), editions[row.edition_id]) for row in found]


def _view(row: Enrolment, waits: Waits | None, edition: EditionView) -> EnrolmentView:
    people = tuple(
        Person(each.pk, each.name, each.email, each.started_on, each.finished_on)
        for each in row.participants.all()
    )
    status = Status(row.training_school, row.status_on, edition.reference_on)
    count = sum(person.until is None for person in people)
    return EnrolmentView(
        id=row.pk,
        edition_id=row.edition_id,
        school_id=row.school_id,
        school=str(row.school),
        state=EnrolmentState(row.state),
        intake=Intake(row.intake),
        source=Source(row.source),
        contact_name=row.contact_name,
        contact_email=row.contact_email,
        contact_language=row.contact_language,
        wish=row.wish,
        wish_state=WishState(row.wish_state),
        wish_answer=row.wish_answer,
        beyond=row.beyond,
        training_school=row.training_school,
        people=people,
        enrolled_at=row.enrolled_at,
        confirmed_at=row.confirmed_at,
        position=waits.position if waits else None,
        reason=waits.reason if waits else None,
        costs=costs(edition.amounts, status, count, on=today()) if count else None,
        version=row.version,
    )


def edition_page(actor: Actor, edition_id: UUID) -> EditionPage:
    """Return an edition that exists for the actor, with the own teams. Raises `NotVisibleError`."""
    edition = edition_view(actor, edition_id)
    if not may(actor, Permission.ENROL):
        return EditionPage(edition, (), ())
    rows = visible(actor, Permission.ENROL, Enrolment).filter(edition=edition_id)
    schools = visible(actor, Permission.ENROL, School).filter(closed_on=None).order_by("name", "place", "pk")
    return EditionPage(
        edition,
        tuple(_views(rows.order_by("enrolled_at", "pk"), {edition.id: edition})),
        tuple((school.pk, str(school)) for school in schools),
    )


def schools_to_add(actor: Actor, edition_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return the schools that staff can type in an e-mail or call of (id and name), by name."""
    get_visible(actor, Permission.COURSES_MANAGE, Edition, edition_id)
    schools = visible(actor, Permission.COURSES_MANAGE, School).filter(closed_on=None)
    return tuple(
        (pk, f"{name}, {place}")
        for pk, name, place in schools.order_by("name", "place", "pk").values_list("pk", "name", "place")
    )


def own_enrolments(actor: Actor) -> QuerySet[Enrolment]:
    """Return the enrolments of the own schools, to page through; the newest first."""
    return visible(actor, Permission.ENROL, Enrolment).order_by("-enrolled_at", "-pk")


def with_editions(actor: Actor, rows: Iterable[Enrolment]) -> tuple[OwnEnrolment, ...]:
    """Return rows of `own_enrolments` as they are shown, each with its edition."""
    keys = [row.pk for row in rows]
    found = Enrolment.objects.filter(pk__in=keys)
    wanted = Edition.objects.filter(pk__in=found.values("edition"))
    editions = {each.id: each for each in edition_views(actor, wanted)}
    views = {each.id: each for each in _views(found, editions)}
    return tuple(OwnEnrolment(editions[views[key].edition_id], views[key]) for key in keys)


def enrolment_page(actor: Actor, enrolment_id: UUID) -> OwnEnrolment:
    """Return an enrolment of the own school, or of a course that the actor runs; `NotVisibleError`."""
    for permission in (Permission.ENROL, Permission.COURSES_MANAGE):
        found = list(visible(actor, permission, Enrolment).filter(pk=enrolment_id))
        if found:
            return with_editions(actor, found)[0]
    raise NotVisibleError("Enrolment")


def desk(actor: Actor, edition_id: UUID) -> Desk:
    """Return everything of an edition for who runs it. Raises `NotVisibleError`."""
    get_visible(actor, Permission.COURSES_MANAGE, Edition, edition_id)
    edition = edition_view(actor, edition_id)
    rows = visible(actor, Permission.COURSES_MANAGE, Enrolment).filter(edition=edition_id)
    views = _views(rows.order_by("confirmed_at", "enrolled_at", "pk"), {edition.id: edition})

    def those(state: EnrolmentState) -> tuple[EnrolmentView, ...]:
        return tuple(view for view in views if view.state == state)

    waiting = sorted(those(EnrolmentState.WAITING), key=lambda view: view.position or 0)
    confirmed = those(EnrolmentState.CONFIRMED)
    return Desk(
        edition=edition,
        confirmed=confirmed,
        waiting=tuple(waiting),
        asked=those(EnrolmentState.ASKED),
        withdrawn=those(EnrolmentState.WITHDRAWN),
        income=_income(edition, confirmed),
    )


def _income(edition: EditionView, confirmed: Iterable[EnrolmentView]) -> tuple[Income, ...]:
    """Return what each tariff brings in, the training schools first; nothing without tariffs."""
    if edition.amounts is None:
        return ()
    teams = list(confirmed)
    lines = []
    for status, each in ((True, edition.amounts.training_school), (False, edition.amounts.full)):
        here = [team for team in teams if team.training_school is status]
        people = sum(len(team.here) for team in here)
        lines.append(Income(status, each, people, len({team.school_id for team in here}), each * people))
    return tuple(lines)


def invoice_lines(actor: Actor, edition_id: UUID) -> tuple[EditionView, tuple[InvoiceLine, ...]]:
    """Return what to send invoices for: each team that is in, by school. Raises `NotVisibleError`."""
    page = desk(actor, edition_id)
    boards = dict(
        School.objects.filter(pk__in=[team.school_id for team in page.confirmed]).values_list(
            "pk", "board__name"
        )
    )
    lines = [
        InvoiceLine(
            school=team.school,
            board=boards[team.school_id],
            contact_name=team.contact_name,
            contact_email=team.contact_email,
            participants=tuple(person.name for person in team.here),
            training_school=team.training_school,
            each=team.costs.each if team.costs else Decimal(),
            total=team.costs.total if team.costs else Decimal(),
        )
        for team in page.confirmed
    ]
    return page.edition, tuple(sorted(lines, key=lambda line: (line.school, line.participants)))


def own_participations(actor: Actor) -> tuple[Participation, ...]:
    """Return the courses in which the actor takes part or took part, the newest first."""
    rows = list(
        visible(actor, Permission.COURSES_OWN, Participant)
        .filter(person=actor.person_id)
        .exclude(enrolment__edition__state=EditionState.DRAFT)
        .select_related("enrolment__school")
        .order_by("-enrolment__edition__school_year", "-pk")
    )
    wanted = known_editions(actor).filter(pk__in=[row.enrolment.edition_id for row in rows])
    editions = {each.id: each for each in edition_views(actor, wanted)}
    return tuple(
        Participation(
            participant_id=row.pk,
            edition=editions[row.enrolment.edition_id],
            school=str(row.enrolment.school),
            state=EnrolmentState(row.enrolment.state),
            since=row.started_on,
            until=row.finished_on,
        )
        for row in rows
        if row.enrolment.edition_id in editions
    )
