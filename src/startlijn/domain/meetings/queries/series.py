"""A series as who plans it sees it: people, moments and answers, meetings."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.seams import day_of
from startlijn.domain.meetings.models import Attendance, Meeting, Series, SeriesMember, Slot, SlotAnswer
from startlijn.domain.meetings.queries.names import by_name, member_name
from startlijn.domain.meetings.queries.places import series_to_plan
from startlijn.domain.meetings.rules.changing import is_ahead
from startlijn.domain.meetings.rules.links import token_of
from startlijn.domain.meetings.terms import Answer, MeetingState, Presence, SeriesKind, SeriesState


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """What a series is, with its rules as a page shows them."""

    id: UUID
    title: str
    kind: SeriesKind
    state: SeriesState
    minutes: int
    wanted: int
    first_on: date
    last_on: date
    weekdays: tuple[int, ...]
    times: tuple[str, ...]
    closed: tuple[date, ...]
    min_days_between: int
    answers_by: date | None
    group_id: UUID | None
    feed_made_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member with the answers in the order of the moments ("" for none).

    `reached`: whether mail can reach them; `link` their own, to hand over by another way.
    """

    id: UUID
    name: str
    school: str
    required: bool
    asked: bool
    answered: bool
    reached: bool
    link: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One moment of the poll, with how often each answer was given."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    pinned: bool
    host: str
    yes: int
    maybe: int
    no: int


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting, with what may be done with it now."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    host_id: UUID | None
    host: str
    place: str
    state: MeetingState
    moved: bool
    reason: str
    present: int
    recorded: int
    ahead: bool
    begun: bool
    version: int

    @property
    def minutes(self) -> int:
        """Return how long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A series for who plans it."""

    facts: SeriesFacts
    members: tuple[MemberRow, ...]
    slots: tuple[SlotRow, ...]
    meetings: tuple[MeetingRow, ...]
    hosts: tuple[tuple[UUID, str], ...]
    region_unknown: tuple[str, ...]

    @property
    def answered(self) -> int:
        """Return how many members have answered."""
        return sum(member.answered for member in self.members)

    @property
    def polling(self) -> bool:
        """Tell whether the poll is open."""
        return self.facts.state is SeriesState.POLLING

    @property
    def unreached(self) -> tuple[str, ...]:
        """Return whom mail does not reach, by name."""
        return tuple(member.name for member in self.members if not member.reached)


def series_for(actor: Actor, *, at: datetime) -> QuerySet[Series]:
    """Return the series the actor plans, with `people`, `answers` and `next_at`, the newest first."""
    now = Q(members__finished_on=None)
    return (
        visible(actor, Permission.MEETINGS_PLAN, Series)
        .annotate(
            people=Count("members", filter=now, distinct=True),
            answers=Count("members", filter=now & Q(members__answered_at__isnull=False), distinct=True),
            next_at=Min(
                "meetings__starts_at",
                filter=Q(meetings__starts_at__gt=at, meetings__state=MeetingState.PLANNED),
            ),
        )
        .order_by("-made_at", "pk")
    )


def facts_of(series: Series) -> SeriesFacts:
    """Return the facts of a series."""
    return SeriesFacts(
        id=series.pk,
        title=series.title,
        kind=SeriesKind(series.kind),
        state=SeriesState(series.state),
        minutes=series.minutes,
        wanted=series.wanted,
        first_on=series.first_on,
        last_on=series.last_on,
        weekdays=tuple(series.weekdays),
        times=tuple(series.times),
        closed=tuple(date.fromisoformat(day) for day in series.closed),
        min_days_between=series.min_days_between,
        answers_by=series.answers_by,
        group_id=series.group_id,
        feed_made_at=series.feed_made_at,
        version=series.version,
    )


def series_page(actor: Actor, series_id: UUID, *, at: datetime) -> SeriesPage:
    """Return a series for who plans it. Five queries, however many people. Raises `NotVisibleError`."""
    series = series_to_plan(actor, series_id)
    slots = list(
        Slot.objects.filter(series=series)
        .select_related("host")
        .annotate(
            **{
                value.value: Count(
                    "answers", filter=Q(answers__value=value, answers__member__finished_on=None)
                )
                for value in Answer
            }
        )
        .order_by("starts_at")
    )
    members = list(
        SeriesMember.objects.filter(series=series, finished_on=None)
        .select_related("person__account", "school")
        .prefetch_related(Prefetch("answers", SlotAnswer.objects.all(), "given"))
        .order_by("pk")
    )
    members.sort(key=by_name)
    hosts = {member.school.pk: member.school for member in members if member.school is not None}
    return SeriesPage(
        facts=facts_of(series),
        members=tuple(_member(member, slots) for member in members),
        slots=tuple(_slot(slot) for slot in slots),
        meetings=tuple(_meeting(row, at) for row in meeting_rows(series)),
        hosts=tuple(sorted(((pk, row.name) for pk, row in hosts.items()), key=lambda host: host[1])),
        region_unknown=tuple(sorted(row.name for row in hosts.values() if not row.holiday_region)),
    )


def _member(member: SeriesMember, slots: list[Slot]) -> MemberRow:
    given = {answer.slot_id: answer.value for answer in member.given}  # type: ignore[attr-defined]
    account = member.person.account if member.person else None
    return MemberRow(
        id=member.pk,
        name=member_name(member),
        school=member.school.name if member.school else "",
        required=member.required,
        asked=member.asked_at is not None,
        answered=member.answered_at is not None,
        reached=account is not None or bool(member.email),
        link=f"/poll/{token_of(member.pk, member.link_number)}/",
        answers=tuple(given.get(slot.pk, "") for slot in slots),
    )


def _slot(slot: Slot) -> SlotRow:
    counts = {value.value: getattr(slot, value.value) for value in Answer}
    host = slot.host.name if slot.host else ""
    return SlotRow(slot.pk, slot.starts_at, slot.ends_at, slot.pinned, host, **counts)


def meeting_rows(series: Series) -> QuerySet[Meeting]:
    """Return the meetings of a series with `there` and `counted`: the present and the recorded."""
    return (
        Meeting.objects.filter(series=series)
        .select_related("host_school")
        .annotate(
            there=Count("attendance", filter=Q(attendance__presence=Presence.PRESENT)),
            counted=Count("attendance"),
        )
        .order_by("starts_at", "pk")
    )


def _meeting(row: Meeting, at: datetime) -> MeetingRow:
    return MeetingRow(
        id=row.pk,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        host_id=row.host_school_id,
        host=row.host_school.name if row.host_school else "",
        place=row.place,
        state=MeetingState(row.state),
        moved=row.moved,
        reason=row.reason,
        present=getattr(row, "there", 0),
        recorded=getattr(row, "counted", 0),
        ahead=is_ahead(row, at),
        begun=row.state != MeetingState.CANCELLED and day_of(row.starts_at) <= day_of(at),
        version=row.version,
    )


@dataclass(frozen=True, slots=True)
class AttendancePage:
    """One meeting with its members: id, name, school, and what was recorded ("" for nothing)."""

    meeting: MeetingRow
    series: SeriesFacts
    members: tuple[tuple[UUID, str, str, str], ...]


def meeting_page(actor: Actor, meeting_id: UUID, *, at: datetime) -> AttendancePage:
    """Return one meeting for who plans it. Four queries. Raises `NotVisibleError`."""
    row = get_visible(actor, Permission.MEETINGS_PLAN, Meeting, meeting_id)
    recorded = dict(Attendance.objects.filter(meeting=row).values_list("member", "presence"))
    members = SeriesMember.objects.filter(series=row.series_id).filter(
        Q(finished_on=None) | Q(pk__in=list(recorded))
    )
    shown = members.select_related("person", "school").order_by("pk")
    series = Series.objects.get(pk=row.series_id)
    return AttendancePage(
        _meeting(row, at),
        facts_of(series),
        tuple(
            (each.pk, member_name(each), each.school.name if each.school else "", recorded.get(each.pk, ""))
            for each in sorted(shown, key=by_name)
        ),
    )


def answers_page(actor: Actor, member_id: UUID) -> tuple[SeriesFacts, str, tuple[tuple[Slot, str], ...]]:
    """Return the series, a member's name, and moments with answers, to type them in. `NotVisibleError`."""
    member = get_visible(actor, Permission.MEETINGS_PLAN, SeriesMember, member_id)
    given = dict(SlotAnswer.objects.filter(member=member).values_list("slot", "value"))
    slots = Slot.objects.filter(series=member.series_id).order_by("starts_at")
    shown = tuple((slot, given.get(slot.pk, "")) for slot in slots)
    return facts_of(Series.objects.get(pk=member.series_id)), member_name(member), shown
