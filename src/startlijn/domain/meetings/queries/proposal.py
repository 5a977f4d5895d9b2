"""The dates and hosts that the engine proposes for a poll, each with its reasons and its runner-up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from startlijn.base.access.terms import Actor
from startlijn.domain.meetings.models import Meeting, Series, SeriesMember, Slot, SlotAnswer
from startlijn.domain.meetings.queries.clashes import clashes_at
from startlijn.domain.meetings.queries.names import by_name, member_name
from startlijn.domain.meetings.queries.places import series_to_plan
from startlijn.domain.meetings.queries.series import SeriesFacts, facts_of
from startlijn.domain.meetings.rules.problem import Host, Instead, Poll, answer_named, instead_of, problem_of
from startlijn.domain.meetings.rules.sentences import (
    Sentence,
    clash_sentence,
    problem_sentence,
    reason_sentence,
)
from startlijn.domain.meetings.rules.slots import Moment
from startlijn.domain.meetings.terms import Clash, MeetingState
from startlijn.engines import agenda


@dataclass(frozen=True, slots=True)
class ProposedDate:
    """One date: who can be there, why it is in the proposal, and what comes next best.

    `clashes`: who has something else then, by name. `minutes`: travel of all together.
    """

    slot_id: UUID
    starts_at: datetime
    ends_at: datetime
    pinned: bool
    host_id: UUID | None
    host: str
    minutes: int
    yes: tuple[str, ...]
    maybe: tuple[str, ...]
    no: tuple[str, ...]
    silent: tuple[str, ...]
    schools: int
    reasons: tuple[str, ...]
    instead: Instead | None
    refused_by: tuple[str, ...]
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the engine makes of the answers so far; without dates `obstacles` says why.

    `others`: the moments that are not in it, to choose from by hand.
    """

    facts: SeriesFacts
    people: int
    answered: int
    schools: int
    dates: tuple[ProposedDate, ...]
    obstacles: tuple[str, ...]
    others: tuple[tuple[UUID, datetime, datetime], ...]
    hosts: tuple[tuple[UUID, str], ...]

    @property
    def refused(self) -> bool:
        """Tell whether somebody who must be there refused a date of it."""
        return any(date.refused_by for date in self.dates)

    @property
    def double(self) -> bool:
        """Tell whether somebody has something else on a date of it."""
        return any(date.clashes for date in self.dates)


def said(sentence: Sentence) -> str:
    """Return a sentence in the current language."""
    return gettext(sentence.message) % sentence.figures


def proposal_of(actor: Actor, series_id: UUID) -> Proposal:
    """Return the proposal for a series the actor plans. Raises `NotVisibleError`."""
    series = series_to_plan(actor, series_id)
    slots = list(Slot.objects.filter(series=series).order_by("starts_at"))
    members = list(
        SeriesMember.objects.filter(series=series, finished_on=None)
        .select_related("person", "school")
        .order_by("pk")
    )
    members.sort(key=by_name)
    names = {str(each.pk): member_name(each) for each in members}
    schools = {each.school.pk: each.school.name for each in members if each.school is not None}
    names |= {str(pk): name for pk, name in schools.items()}
    problem = problem_of(_poll(series, slots, members))
    dates: tuple[ProposedDate, ...] = ()
    obstacles: tuple[str, ...] = ()
    try:
        found = agenda.plan(problem)
    except agenda.BadProblem as error:
        obstacles = (said(problem_sentence(error)),)
    else:
        moments = {str(slot.pk): _moment(slot.starts_at) for slot in slots}
        days = series.min_days_between
        obstacles = tuple(said(clash_sentence(each, moments, days=days)) for each in found.clashes)
        people = [each.person_id for each in members if each.person_id is not None]
        taken = clashes_at(actor, people, [Moment(each.slot.start, each.slot.end) for each in found.dates])
        required = frozenset(str(each.pk) for each in members if each.required)
        dates = tuple(
            _date(each, instead_of(problem, found, each), double, required, names)
            for each, double in zip(found.dates, taken, strict=True)
        )
    return Proposal(
        facts=facts_of(series),
        people=len(members),
        answered=sum(member.answered_at is not None for member in members),
        schools=len(schools),
        dates=dates,
        obstacles=obstacles,
        others=tuple(
            (slot.pk, slot.starts_at, slot.ends_at)
            for slot in slots
            if slot.pk not in {date.slot_id for date in dates}
        ),
        hosts=tuple(sorted(schools.items(), key=lambda school: school[1])),
    )


def _moment(value: datetime) -> str:
    return date_format(localtime(value), "j F Y H:i")


def _poll(series: Series, slots: Sequence[Slot], members: Sequence[SeriesMember]) -> Poll:
    answers: dict[UUID, dict[str, agenda.Answer]] = {}
    for member, slot, value in SlotAnswer.objects.filter(member__in=members).values_list(
        "member", "slot", "value"
    ):
        answers.setdefault(member, {})[str(slot)] = answer_named(value)
    hosted = Counter(
        Meeting.objects.filter(series=series)
        .exclude(state=MeetingState.CANCELLED)
        .values_list("host_school", flat=True)
    )
    schools = {member.school.pk: member.school for member in members if member.school is not None}
    return Poll(
        slots=[agenda.Slot(str(slot.pk), slot.starts_at, slot.ends_at) for slot in slots],
        persons=[
            agenda.Person(
                str(each.pk),
                str(each.school_id) if each.school_id else "",
                each.required,
                answers.get(each.pk, {}),
            )
            for each in members
        ],
        count=series.wanted,
        min_days_between=series.min_days_between,
        hosts=[
            Host(str(pk), row.latitude, row.longitude, hosted.get(pk, 0))
            for pk, row in sorted(schools.items(), key=lambda school: (school[1].name, school[0]))
        ],
        pinned={str(slot.pk): str(slot.host_id) if slot.host_id else "" for slot in slots if slot.pinned},
    )


def _date(
    date: agenda.PlannedDate,
    instead: Instead | None,
    taken: Sequence[Clash],
    required: frozenset[str],
    names: dict[str, str],
) -> ProposedDate:
    def called(ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(names[each] for each in ids)

    return ProposedDate(
        slot_id=UUID(date.slot.id),
        starts_at=date.slot.start,
        ends_at=date.slot.end,
        pinned=any(reason.code is agenda.ReasonCode.PINNED for reason in date.reasons),
        host_id=UUID(date.host) if date.host else None,
        host=names[date.host] if date.host else "",
        minutes=date.minutes,
        yes=called(date.attendance.yes),
        maybe=called(date.attendance.maybe),
        no=called(date.attendance.no),
        silent=called(date.attendance.silent),
        schools=len(date.attendance.schools),
        reasons=tuple(said(reason_sentence(reason, names)) for reason in date.reasons),
        instead=instead,
        refused_by=called([each for each in date.attendance.no if each in required]),
        clashes=tuple(dict.fromkeys(clash.person for clash in taken)),
    )
