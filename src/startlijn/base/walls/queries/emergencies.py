"""Reading emergency access: what can be asked, what waits for an answer, and what it opens."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.text import capfirst

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import places
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.queries import chain_of
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import today
from startlijn.base.tenancy import DataClass, Declaration, TenantModel
from startlijn.base.walls.models import EmergencyAccess
from startlijn.base.walls.terms import MOST_ROWS, WAITS_HOURS, Answer, Counts, Emergency, Shown

_OPENED = {DataClass.PERSONAL, DataClass.PERSONNEL}


def kinds() -> dict[str, type[Model]]:
    """Return the tables that emergency access can open, by label: about somebody, and never coaching."""
    return {
        model._meta.label: model
        for model in apps.get_models()
        if issubclass(model, TenantModel)
        and model.declared.subject
        and model.declared.data_class in _OPENED
        and model is not EmergencyAccess
    }


def board_to_ask_for(actor: Actor, email: str) -> tuple[Person, UUID] | None:
    """Return the person with this e-mail address and the actor's board where that person has a role."""
    boards = places(actor, Permission.EMERGENCY_ASK).get(Place.BOARD, frozenset())
    person = Person.objects.filter(account__email__iexact=email.strip()).first()
    if person is None or not boards or person.pk == actor.person_id:
        return None
    works = Q(board__in=boards) | Q(school__board__in=boards)
    role = RoleAssignment.objects.filter(works, person=person).select_related("school").first()
    if role is None:
        return None
    board = role.board_id or (role.school.board_id if role.school else None)
    return (person, board) if board else None


def second_persons(actor: Actor, about_id: UUID, board_id: UUID) -> QuerySet[Person]:
    """Return the privacy officers who may answer: of the partnership or the board, and not a party to it."""
    where = Q(board=board_id) | Q(board=None, school=None, sub_region=None, institute=None)
    held = RoleAssignment.objects.filter(where, holding(today()), role=Role.PRIVACY_OFFICER)
    people = Person.objects.filter(pk__in=held.values("person"), account__isnull=False)
    return people.exclude(pk__in=[about_id, actor.person_id]).select_related("account").order_by("pk")


def rows_about(model: type[Model], person_id: UUID) -> list[UUID]:
    """Return the ids of the newest rows of a table about a person, in this partnership."""
    declared: Declaration = model.declared  # type: ignore[attr-defined]
    rows = model._default_manager.filter(**{declared.subject: person_id}).order_by("-pk")
    return list(rows.values_list("pk", flat=True).distinct()[:MOST_ROWS])


def emergencies(actor: Actor) -> QuerySet[EmergencyAccess]:
    """Return the requests that the actor may answer or see as privacy officer, newest first."""
    rows = visible(actor, Permission.PRIVACY_MANAGE, EmergencyAccess)
    return rows.select_related("asked_by", "about", "answered_by").order_by("-asked_at")


def asked_by_me(actor: Actor) -> QuerySet[EmergencyAccess]:
    """Return the actor's own requests, newest first."""
    rows = visible(actor, Permission.EMERGENCY_ASK, EmergencyAccess)
    return rows.select_related("asked_by", "about", "answered_by").order_by("-asked_at")


def told(row: EmergencyAccess, at: datetime) -> Emergency:
    """Return a request ready to show."""
    model = kinds().get(row.table)
    waits = row.answer == Answer.OPEN
    return Emergency(
        id=row.pk,
        asked_by=str(row.asked_by),
        asked_at=row.asked_at,
        about=str(row.about),
        table=str(capfirst(model._meta.verbose_name_plural)) if model else row.table,
        count=len(row.rows),
        reason=row.reason,
        answer=Answer(row.answer),
        answered_by=str(row.answered_by or ""),
        until=row.until,
        open=row.until is not None and at < row.until,
        expired=waits and at >= row.asked_at + timedelta(hours=WAITS_HOURS),
    )


def to_answer(actor: Actor, emergency_id: UUID) -> EmergencyAccess:
    """Return a request that the actor may answer. Raises `NotVisibleError`."""
    return get_visible(actor, Permission.PRIVACY_MANAGE, EmergencyAccess, emergency_id)


def to_look(actor: Actor, emergency_id: UUID, at: datetime) -> tuple[EmergencyAccess, list[Model]]:
    """Return the actor's own request and the rows it opens now. Raises `NotVisibleError` when it is over."""
    row = get_visible(actor, Permission.EMERGENCY_ASK, EmergencyAccess, emergency_id)
    model = kinds().get(row.table)
    if row.until is None or at >= row.until or model is None:
        raise NotVisibleError("EmergencyAccess")
    declared: Declaration = model.declared  # type: ignore[attr-defined]
    # Still about this person: what changed hands since is not opened.
    found = model._default_manager.filter(**{declared.subject: row.about_id}, pk__in=row.rows)
    return row, list(found.order_by("-pk").distinct())


def shown(row: Model) -> Shown:
    """Return what a row says, field by field; secrets and names of other people are left out."""
    declared: Declaration = row.declared  # type: ignore[attr-defined]
    fields = []
    for field in row._meta.concrete_fields:
        if field.primary_key or field.is_relation or field.name in declared.secret:
            continue
        display = getattr(row, f"get_{field.name}_display", None)
        value = display() if display else field.value_from_object(row)
        fields.append((str(capfirst(field.verbose_name)), "" if value is None else str(value)))
    return Shown(tuple(fields))


def counts(actor: Actor, at: datetime) -> Counts:
    """Return how often it was asked and allowed in this calendar year: for everybody, without a person.

    Counted in the journal, which keeps the fact when the request itself is gone.
    """
    begin = datetime(at.year, 1, 1, tzinfo=UTC)
    lines = JournalLine.objects.filter(chain=chain_of(actor.partnership_id), at__gte=begin)
    return Counts(
        at.year,
        lines.filter(action="emergency.ask").count(),
        lines.filter(action="emergency.allow").count(),
    )
