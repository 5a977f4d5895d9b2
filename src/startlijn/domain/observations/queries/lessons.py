"""Reading observations: lists, one lesson with its views beside each other, what comes this week."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.content.instruments import Instrument, Item
from startlijn.domain.instruments.queries import instrument_by_id
from startlijn.domain.observations.models import FollowUpTalk, Observation, ObservationView
from startlijn.domain.observations.queries.reach import get_seen, is_starter, seen
from startlijn.domain.observations.queries.views import (
    ItemBeside,
    LessonFacts,
    LessonPage,
    PartBeside,
    SideView,
    TalkView,
)
from startlijn.domain.observations.rules.pupils import middle
from startlijn.domain.observations.terms import LessonPurpose, LessonState, ViewKind

_WEEK = timedelta(days=7)
_LATELY = timedelta(days=14)


def facts_of(actor: Actor, row: Observation) -> LessonFacts:
    """Return an observation as this reader sees it. No query."""
    mine = is_starter(actor, row)
    starter, colleague = str(row.trajectory.person), str(row.colleague)
    observer, observed = (starter, colleague) if row.starter_watches else (colleague, starter)
    return LessonFacts(
        id=row.pk,
        trajectory_id=row.trajectory_id,
        purpose=LessonPurpose(row.purpose),
        state=LessonState(row.state),
        mine=mine,
        watches=mine == row.starter_watches,
        other=colleague if mine else starter,
        observer=observer,
        observed=observed,
        class_label=row.class_label,
        on=row.on,
        lesson=row.lesson,
        announced_on=row.announced_on,
        open_until=row.finished_on,
        version=row.version,
    )


def lessons_for(actor: Actor) -> QuerySet[Observation]:
    """Return the observations this actor reads: what waits first, then the newest. Page it."""
    return seen(actor).order_by("-on", "-pk")


def own_lessons(actor: Actor) -> QuerySet[Observation]:
    """Return the observations on the own line of a starter, newest first. Page it."""
    own = visible(actor, Permission.LINE_OWN, Observation)
    return own.select_related("trajectory__person", "colleague").order_by("-on", "-pk")


def colleague_lessons(actor: Actor) -> QuerySet[Observation]:
    """Return the observations in which this actor is the colleague, newest first. Page it."""
    found = visible(actor, Permission.OBSERVE, Observation)
    return found.select_related("trajectory__person", "colleague").order_by("-on", "-pk")


def coming_lessons(actor: Actor, on: date) -> list[LessonFacts]:
    """Return what asks something of this actor now: this week, to choose, or to fill in. Two queries at most.

    A lesson watched stands here for two weeks, until it was talked over.
    """
    if not (may(actor, Permission.LINE_OWN) or may(actor, Permission.OBSERVE)):
        return []
    near = Q(on__lte=on + _WEEK, on__gte=on - _LATELY) & ~Q(state=LessonState.TALKED)
    asked = Q(state=LessonState.ASKED, trajectory__person=actor.person_id)
    rows = seen(actor).filter(near | asked).order_by("on", "pk")[:5]
    return [facts_of(actor, row) for row in rows]


def lesson_page(actor: Actor, observation_id: UUID) -> LessonPage:
    """Return one observation with its views beside each other. Raises `NotVisibleError`. Four queries."""
    row = get_seen(actor, observation_id)
    instrument = instrument_by_id(actor, row.instrument)
    views = views_of(row)
    talk = FollowUpTalk.objects.filter(observation=row).select_related("by").first()
    return LessonPage(
        facts_of(actor, row), instrument, views, _talk(talk), beside(instrument, views) if views else ()
    )


def views_of(row: Observation) -> dict[ViewKind, SideView]:
    """Return the views of a lesson that are in. For who reads the observation itself. One query."""
    found = ObservationView.objects.filter(observation=row).select_related("by")
    return {ViewKind(view.kind): _side(view) for view in found}


def _side(view: ObservationView) -> SideView:
    pupils = view.kind == ViewKind.PUPILS
    return SideView(
        kind=ViewKind(view.kind),
        values={} if pupils else view.answers,
        notes=view.notes,
        counts=view.answers if pupils else {},
        remark=view.remark,
        by=str(view.by) if view.by else "",
        version=view.version,
    )


def _talk(row: FollowUpTalk | None) -> TalkView | None:
    if row is None:
        return None
    return TalkView(row.worked, row.goal, row.next_on, str(row.by) if row.by else "", row.version)


def beside(instrument: Instrument, views: Mapping[ViewKind, SideView]) -> tuple[PartBeside, ...]:
    """Return every item with what each side said about it; items nobody spoke of are left out."""
    return tuple(
        PartBeside(part, items)
        for part in instrument.parts
        if (items := tuple(each for item in part.items if not (each := _beside(item, views)).empty))
    )


def _beside(item: Item, views: Mapping[ViewKind, SideView]) -> ItemBeside:
    observer, own, pupils = (views.get(kind) for kind in ViewKind)
    counts = pupils.counts.get(item.key, {}) if pupils else {}
    mean: Decimal | None = middle(counts) if counts else None
    return ItemBeside(
        item,
        observer.values.get(item.key) if observer else None,
        own.values.get(item.key) if own else None,
        mean,
        sum(counts.values()),
        observer.notes.get(item.key, "") if observer else "",
        own.notes.get(item.key, "") if own else "",
    )


def lesson_facts(actor: Actor, rows: Iterable[Observation]) -> list[LessonFacts]:
    """Return a page of lessons ready to show. No query."""
    return [facts_of(actor, row) for row in rows]
