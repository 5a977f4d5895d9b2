"""What erasing somebody does, table by table: as the tables declare it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Role
from startlijn.base.journal.models import JournalLine
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.privacy.models import ErasureRequest
from startlijn.base.privacy.queries.recorded import declared_models, recorded_table
from startlijn.base.privacy.queries.reference import children_first
from startlijn.base.privacy.terms import HIDDEN_TRACES, TRACES, ErasedTable, Trace
from startlijn.base.seams import today
from startlijn.base.tenancy import Declaration, Erasure, everywhere

# Roles by which somebody keeps what is their own, and for which nobody works.
_NO_WORK = {Role.DOSSIER_OWNER}


@dataclass(frozen=True, slots=True)
class Traits:
    """By what rows without a link still name somebody: every id, the e-mail address, the name."""

    ids: tuple[UUID, ...]
    email: str
    name: str


def traits_of(person: Person) -> Traits:
    """Return by what somebody is found, also under registrations that were merged into this one."""
    merged = Person.objects.filter(merged_into=person.pk).values_list("pk", flat=True)
    email = person.account.email if person.account else ""
    return Traits((person.pk, *merged), email, str(person))


def _traced(label: str, traits: Traits) -> list[Q]:
    """Return the conditions that a row names somebody in a text; of the journal only who did something."""
    found = []
    for field, trace in (*TRACES.get(label, ()), *HIDDEN_TRACES.get(label, ())):
        if trace is Trace.PERSON and field != "about":
            found.append(Q(**{f"{field}__in": [str(each) for each in traits.ids]}))
        value = {Trace.EMAIL: traits.email, Trace.NAME: traits.name}.get(trace)
        if value:
            found.append(Q(**{f"{field}__iexact": value}))
    return found


@dataclass(frozen=True, slots=True)
class Reach:
    """The rows of one table that erasing somebody touches: those about them, and those that name them."""

    model: type[Model]
    declared: Declaration
    about: QuerySet[Model]
    naming: tuple[tuple[str, QuerySet[Model]], ...]


def reach_of(traits: Traits) -> Iterator[Reach]:
    """Yield what erasing somebody touches, each table before those it points to; needs `everywhere`."""
    tables = dict(declared_models())
    for model in children_first(tables):
        declared = tables[model]
        conditions = _traced(model._meta.label, traits)
        if declared.subject:
            conditions.append(Q(**{f"{declared.subject}__in": traits.ids}))
        if not conditions:
            continue
        condition = reduce(or_, conditions)
        rows = model._default_manager.filter(condition).order_by().distinct()
        naming = tuple(
            (path, model._default_manager.filter(**{f"{path}__in": traits.ids}).order_by())
            for path in declared.also
            if "__" not in path
        )
        yield Reach(model, declared, rows, naming)


def erasure_of(person: Person) -> list[ErasedTable]:
    """Return what erasing somebody would do, table by table; nothing is changed."""
    found = []
    with everywhere("somebody is erased in every partnership"):
        for reach in reach_of(traits_of(person)):
            rows = reach.about.count()
            naming = sum(named.count() for _, named in reach.naming)
            if not rows + naming:
                continue
            told = recorded_table(reach.model, reach.declared)
            how = Erasure.ANONYMISE if reach.model is JournalLine else reach.declared.erasure
            found.append(ErasedTable(told.label, told.name, how, rows, naming))
    return sorted(found, key=lambda table: (list(Erasure).index(table.erasure), table.label))


def still_works(person: Person) -> bool:
    """Tell whether somebody holds a role today or later, anywhere, other than for what is their own."""
    with everywhere("work may run in another partnership"):
        running = RoleAssignment.objects.filter(person=person).exclude(role__in=_NO_WORK)
        return running.exclude(finished_on__lte=today()).exists()


def works_elsewhere(person: Person, partnership_id: UUID | None) -> bool:
    """Tell whether anything is recorded of roles in another partnership: then its officer decides too."""
    with everywhere("roles in other partnerships count"):
        return RoleAssignment.objects.filter(person=person).exclude(partnership=partnership_id).exists()


def person_to_erase(actor: Actor, person_id: UUID) -> Person:
    """Return somebody of the own partnership, or oneself; raise `NotVisibleError` otherwise.

    Who guards privacy over the whole partnership reaches everybody who has or had a role there.
    """
    if person_id == actor.person_id:
        return Person.objects.get(pk=person_id)
    must(actor, Permission.PRIVACY_MANAGE)
    if not whole_partnership(actor, Permission.PRIVACY_MANAGE):
        raise NotVisibleError("Person")
    people = Person.objects.filter(merged_into=None)
    if actor.partnership_id is not None:
        people = people.filter(roles__partnership=actor.partnership_id)
    found = people.filter(pk=person_id).distinct().first()
    if found is None:
        raise NotVisibleError("Person")
    return found


def people_guarded(actor: Actor, text: str) -> QuerySet[Person]:
    """Return whom who guards privacy may restrict or erase, by name: who has or had a role here.

    Every word of `text` is in the name or the e-mail address. Nobody for anybody else.
    """
    if actor.partnership_id is None or not whole_partnership(actor, Permission.PRIVACY_MANAGE):
        return Person.objects.none()
    found = Person.objects.filter(roles__partnership=actor.partnership_id, merged_into=None)
    for word in text.split():
        found = found.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(account__email__icontains=word)
        )
    return found.distinct().order_by("given_name", "family_name", "pk")


def person_called(actor: Actor, told: str) -> Person:
    """Return who has this e-mail address or id: for the operator; raise `NotVisibleError` otherwise."""
    people = Person.objects.filter(merged_into=None)
    try:
        found = people.filter(pk=UUID(told)).first()
    except ValueError:
        found = people.filter(account__email__iexact=told).first()
    if found is None or not actor.operator:
        raise NotVisibleError("Person")
    return found


def preview_of(actor: Actor, person_id: UUID) -> tuple[Person, list[ErasedTable]]:
    """Return somebody and what erasing them would do; raise `NotVisibleError` when that is not for you."""
    person = person_to_erase(actor, person_id)
    return person, erasure_of(person)


def open_requests(actor: Actor) -> QuerySet[ErasureRequest]:
    """Return the requests that wait, oldest first, for who guards privacy."""
    rows = visible(actor, Permission.PRIVACY_MANAGE, ErasureRequest)
    return (
        rows.filter(carried_out_at=None, withdrawn_at=None)
        .select_related("person", "asked_by")
        .order_by("asked_at")
    )


def request_by_id(actor: Actor, request_id: UUID) -> ErasureRequest:
    """Return one request that waits; raise `NotVisibleError` when there is none for this person."""
    row = get_visible(actor, Permission.PRIVACY_MANAGE, ErasureRequest, request_id)
    if row.carried_out_at or row.withdrawn_at:
        raise NotVisibleError("ErasureRequest")
    return row


def own_request(actor: Actor) -> ErasureRequest | None:
    """Return the request of the person who asks that waits; None when there is none."""
    if actor.person_id is None:
        return None
    with everywhere("a request waits where it was made"):
        return ErasureRequest.objects.filter(
            person=actor.person_id, carried_out_at=None, withdrawn_at=None
        ).first()


def erased_list() -> list[dict[str, str]]:
    """Return who was erased and when, without any name: to be kept where no backup reaches it."""
    with everywhere("a backup holds every partnership"):
        rows = ErasureRequest.objects.exclude(carried_out_at=None).order_by("carried_out_at", "pk")
        return [
            {
                "person": str(row.person_id),
                "partnership": str(row.partnership_id),
                "carried_out_at": row.carried_out_at.isoformat(),
            }
            for row in rows
            if row.carried_out_at
        ]
