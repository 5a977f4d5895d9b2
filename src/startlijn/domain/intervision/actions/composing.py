"""Forming groups of starters: computed in the background, changed by hand, published."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.base.post.actions import enqueue
from startlijn.base.post.terms import GaveUp, Kind, PermanentError, Task
from startlijn.domain.intervision.actions.keeping import must_be_equals, new_group, tell_members
from startlijn.domain.intervision.models import (
    Composition,
    CompositionPlace,
    IntervisionGroup,
    IntervisionWish,
)
from startlijn.domain.intervision.queries.composing import (
    apart_in,
    composition_to_change,
    entrants_of,
    waiting_wishes,
)
from startlijn.domain.intervision.rules.composing import how_many, problem_of
from startlijn.domain.intervision.terms import (
    MOST_PEOPLE,
    MOST_STARTERS,
    SECONDS,
    BadGroupSizesError,
    CompositionState,
    NotADraftError,
    ThemeWay,
    TooFewStartersError,
    TooManyStartersError,
    TooSmallGroupError,
    Where,
)
from startlijn.engines.grouping import BadProblem, Problem, Result, evaluate, solve

JOB = "intervision.compose"
_LEAST = 3  # people in a group that can work


@transaction.atomic
def compose(
    *,
    by: Actor,
    at: datetime,
    title: str,
    where: Where,
    theme_way: ThemeWay,
    smallest: int,
    largest: int,
    wanted: int,
) -> Composition:
    """Ask for groups of the starters who wait at a place; a job computes them. Nobody is told anything.

    Raises `BadGroupSizesError`, `TooFewStartersError`, `TooManyStartersError`, `NotVisibleError`, and
    `QueueFullError` of the post.
    """
    if not _LEAST <= smallest <= wanted <= largest <= MOST_PEOPLE:
        raise BadGroupSizesError(smallest=smallest, largest=largest, most=MOST_PEOPLE)
    wishes = list(waiting_wishes(by, where).select_related("school"))
    count = len(entrants_of(wishes))
    if how_many(count, smallest, largest, wanted) is None:
        raise TooFewStartersError(count=count, smallest=smallest)
    if count > MOST_STARTERS:
        raise TooManyStartersError(count=count, most=MOST_STARTERS)
    assert by.partnership_id is not None
    made = Composition.objects.create(
        partnership_id=by.partnership_id,
        title=title.strip(),
        school_id=where.school_id,
        sub_region_id=where.sub_region_id,
        theme_way=theme_way,
        smallest=smallest,
        largest=largest,
        wanted=wanted,
        state=CompositionState.COMPUTING,
        made_by_id=by.person_id,
        made_at=at,
    )
    return _ask(by, at, made, "intervision.compose", count)


def _ask(by: Actor, at: datetime, row: Composition, action: str, count: int) -> Composition:
    row.state = CompositionState.COMPUTING
    row.job = enqueue(by=by, at=at, kind=JOB, payload={"composition": str(row.pk)})
    row.save(update_fields=["state", "job"])
    record(by=by, at=at, action=action, on=row, details={"starters": count})
    return row


def _draft(by: Actor, composition_id: UUID) -> Composition:
    row = composition_to_change(by, composition_id)
    if row.state not in {CompositionState.DRAFT, CompositionState.FAILED}:
        raise NotADraftError
    return row


@transaction.atomic
def compose_again(*, by: Actor, at: datetime, composition_id: UUID) -> Composition:
    """Compute a proposal again with who waits now; changes by hand are lost.

    Raises `NotADraftError`, `TooFewStartersError`, `NotVisibleError`, and `QueueFullError` of the post.
    """
    row = _draft(by, composition_id)
    wishes = list(waiting_wishes(by, Where(row.school_id, row.sub_region_id)).select_related("school"))
    count = len(entrants_of(wishes))
    if how_many(count, row.smallest, row.largest, row.wanted) is None:
        raise TooFewStartersError(count=count, smallest=row.smallest)
    return _ask(by, at, row, "intervision.compose_again", count)


def _problem(row: Composition, wishes: Sequence[IntervisionWish]) -> Problem:
    return problem_of(
        entrants_of(wishes),
        way=ThemeWay(row.theme_way),
        sizes=(row.smallest, row.largest, row.wanted),
        apart=apart_in(wishes),
    )


def _compose(task: Task) -> None:
    """Compute a proposal. Its places and the end of the job are written in one transaction."""
    row = Composition.objects.filter(
        pk=str(task.payload["composition"]), state=CompositionState.COMPUTING
    ).first()
    if row is None:
        return
    wishes = list(waiting_wishes(task.by, Where(row.school_id, row.sub_region_id)).select_related("school"))
    try:
        result = solve(_problem(row, wishes), seconds=SECONDS, cancelled=task.is_cancelled)
    except BadProblem as error:
        raise PermanentError(error.code) from error
    ended = task.at + timedelta(seconds=result.seconds)
    with task.complete():
        _keep(row, result, wishes)
        record(by=task.by, at=ended, action="intervision.finish", on=row)


def _keep(row: Composition, result: Result, wishes: Sequence[IntervisionWish]) -> None:
    by_person = {str(wish.person_id): wish.pk for wish in wishes}
    # Somebody may have taken the wish back while the search ran.
    still = set(IntervisionWish.objects.filter(pk__in=by_person.values()).values_list("pk", flat=True))
    CompositionPlace.objects.filter(composition=row).delete()
    CompositionPlace.objects.bulk_create(
        CompositionPlace(
            partnership_id=row.partnership_id,
            composition=row,
            wish_id=by_person[member.id],
            group=member.group + 1,
            journey=member.journey,
        )
        for member in result.members
        if by_person[member.id] in still
    )
    row.state = CompositionState.DRAFT if result.groups else CompositionState.FAILED
    row.outcome, row.gap = result.status.value, result.gap
    row.version += 1
    row.save(update_fields=["state", "outcome", "gap", "version"])


def _gave_up(given: GaveUp) -> None:
    """Mark the proposal as not possible, in the transaction that does so with its job."""
    row = Composition.objects.filter(
        pk=str(given.payload["composition"]), state=CompositionState.COMPUTING
    ).first()
    if row is None:
        return
    row.state, row.outcome = CompositionState.FAILED, "stopped"
    row.save(update_fields=["state", "outcome"])
    record(by=given.by, at=given.at, action="intervision.give_up", on=row, details={"code": given.code})


COMPOSING = Kind(
    JOB, run=_compose, gave_up=_gave_up, attempts=2, seconds=60, heavy=True, alone=True, waiting=3
)


@transaction.atomic
def move_starter(*, by: Actor, at: datetime, place_id: UUID, group: int) -> Composition:
    """Move a starter to another group of a proposal (one above the last makes a new one).

    Raises `NotADraftError`, `HierarchyError`, `FullGroupError`, `NotVisibleError`.
    """
    place = get_visible(by, Permission.INTERVISION_ARRANGE, CompositionPlace, place_id)
    row = _draft(by, place.composition_id)
    places = CompositionPlace.objects.filter(composition=row)
    numbers = sorted(set(places.values_list("group", flat=True)))
    if not 1 <= group <= len(numbers) + 1:
        raise BadGroupSizesError(smallest=row.smallest, largest=row.largest, most=MOST_PEOPLE)
    place.group = group
    place.save(update_fields=["group"])
    people = Person.objects.filter(pk__in=places.filter(group=group).values("wish__person"))
    must_be_equals(list(people))
    _renumber(row)
    _measure(row)
    row.outcome, row.gap = "edited", None
    row.version += 1
    row.save(update_fields=["outcome", "gap", "version"])
    record(by=by, at=at, action="intervision.move", on=row)
    return row


def _renumber(row: Composition) -> None:
    """Let numbers be 1, 2, 3 again after a group became empty."""
    places = CompositionPlace.objects.filter(composition=row)
    for number, old in enumerate(sorted(set(places.values_list("group", flat=True))), start=1):
        if number != old:
            places.filter(group=old).update(group=number)


def _measure(row: Composition) -> None:
    """Work out the journeys again after a change by hand."""
    places = list(
        CompositionPlace.objects.filter(composition=row)
        .select_related("wish__school")
        .order_by("group", "pk")
    )
    numbers = sorted({place.group for place in places})
    groups = tuple(
        tuple(str(place.wish.person_id) for place in places if place.group == number) for number in numbers
    )
    answer = evaluate(_problem(row, [place.wish for place in places]), groups)
    journeys = {member.id: member.journey for member in answer.members}
    for place in places:
        place.journey = journeys[str(place.wish.person_id)]
    CompositionPlace.objects.bulk_update(places, ["journey"])


@transaction.atomic
def publish_composition(
    *, by: Actor, at: datetime, composition_id: UUID, expected_version: int
) -> tuple[IntervisionGroup, ...]:
    """Make groups of a proposal; only now the starters are told, by mail.

    Raises `NotADraftError`, `TooSmallGroupError`, `HierarchyError`, `VersionConflictError`,
    `NotVisibleError`.
    """
    row = _draft(by, composition_id).expect(expected_version)
    places = CompositionPlace.objects.filter(composition=row).select_related("wish__person__account")
    by_number: dict[int, list[Person]] = {}
    for place in places.order_by("group", "pk"):
        by_number.setdefault(place.group, []).append(place.wish.person)
    if row.state != CompositionState.DRAFT or not by_number:
        raise NotADraftError
    where, made = Where(row.school_id, row.sub_region_id), []
    for number, people in by_number.items():
        if len(people) < _LEAST:
            raise TooSmallGroupError(number=number, count=len(people))
        must_be_equals(people)
        group = new_group(
            partnership_id=row.partnership_id, at=at, name=f"{row.title} {number}", where=where, people=people
        )
        tell_members(by=by, at=at, group=group, people=people)
        made.append(group)
    IntervisionWish.objects.filter(pk__in=places.values("wish")).update(placed_at=at)
    row.state, row.published_at = CompositionState.PUBLISHED, at
    row.version += 1
    row.save(update_fields=["state", "published_at", "version"])
    record(by=by, at=at, action="intervision.publish", on=row, details={"groups": len(made)})
    return tuple(made)


@transaction.atomic
def remove_composition(*, by: Actor, at: datetime, composition_id: UUID) -> None:
    """Throw a proposal away that was not published. Raises `NotADraftError`, `NotVisibleError`."""
    row = _draft(by, composition_id)
    record(by=by, at=at, action="intervision.discard", on=row)
    row.delete()
