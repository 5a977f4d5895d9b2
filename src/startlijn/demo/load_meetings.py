"""Lets two published groups meet on dates that suited everybody, and asks educators when they can."""

from datetime import date, datetime, time, timedelta

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, Place, Role
from startlijn.demo.dice import Dice
from startlijn.demo.stage import Stage
from startlijn.demo.terms import DemoPerson
from startlijn.domain.groups.models import Group
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.models import Meeting, Series, SeriesMember, Slot
from startlijn.domain.meetings.queries.people import group_to_plan
from startlijn.domain.meetings.queries.proposal import proposal_of
from startlijn.domain.meetings.terms import Answer, Chosen, NewMember, Presence, SeriesKind, Wish

_AHEAD = timedelta(days=200)  # long enough to reach over any summer
_SOON = timedelta(days=10)
_SPRING = ((1, 11), (6, 18))
_NETWORK = "Netwerk schoolopleiders"
_PEOPLE, _ANSWERED = 9, 6


def load_meetings(stage: Stage) -> None:
    """Play a series that was held last spring, one that goes on, and a poll that is open."""
    mine = _group_of(stage, stage.persona("schoolopleider"))
    others = Group.objects.exclude(pk=mine.pk).select_related("publication__round")
    year = stage.year - 1
    held = Wish(date(year + 1, *_SPRING[0]), date(year + 1, *_SPRING[1]), meetings=2)
    asked = stage.day(1, 12, 1)
    _attend(stage, _meet(stage, others.order_by("publication__round__name", "number")[0], held, asked))
    today = stage.now.date()
    ahead = Wish(today + _SOON, today + _AHEAD, meetings=3, times=(time(14, 30),))
    _meet(stage, mine, ahead, today - timedelta(days=9))
    _poll(stage)


def _group_of(stage: Stage, key: str) -> Group:
    """Return the published group with the school of somebody; the first one when there is none."""
    schools = [stage.places[Place.SCHOOL, held.at] for held in stage.person(key).roles if held.at]
    rows = Group.objects.select_related("publication__round").order_by("publication__round__name", "number")
    found = rows.filter(members__school__in=schools).first() or rows.first()
    assert found is not None
    return found


def _meet(stage: Stage, group: Group, wish: Wish, asked: date) -> Series:
    """Ask the contacts of a group, let them answer, and plan what the engine proposes."""
    with stage.on(asked) as at:
        by = operator(stage.partnership_id)
        found = group_to_plan(by, group.pk)
        series = actions.make_series(
            by=by,
            at=at,
            kind=SeriesKind.GROUP,
            title=found.title,
            members=found.members,
            wish=wish,
            group_id=group.pk,
        )
        actions.ask_members(by=by, at=at, series_id=series.pk, expected_version=series.version)
        _answer(by, at, series, Dice(stage.year, found.title), most=len(found.members))
        proposed = proposal_of(by, series.pk)
        dates = [Chosen(each.slot_id, each.host_id) for each in proposed.dates]
        reason = "Zo besproken met de groep" if proposed.refused or proposed.double else ""
        actions.plan_dates(by=by, at=at, series_id=series.pk, dates=dates, reason=reason)
    return series


def _answer(by: Actor, at: datetime, series: Series, dice: Dice, *, most: int) -> None:
    """Let so many members say when they can; what they said was typed in."""
    slots = list(Slot.objects.filter(series=series).order_by("starts_at"))
    said = (Answer.YES, Answer.YES, Answer.MAYBE, Answer.NO)
    for member in list(SeriesMember.objects.filter(series=series).order_by("school__name", "name", "pk"))[
        :most
    ]:
        answers = {slot.pk: dice.pick(said) for slot in slots}
        actions.answer_for(by=by, at=at, member_id=member.pk, answers=answers)


def _attend(stage: Stage, series: Series) -> None:
    """Write down who was at the meetings that were held: nearly everybody."""
    dice = Dice(stage.year, "attendance")
    for meeting in Meeting.objects.filter(series=series).order_by("starts_at"):
        day = meeting.starts_at.date()
        if not stage.has_come(day):
            continue
        with stage.on(day) as at:
            presence = {
                member.pk: Presence.EXCUSED if dice.chance(0.12) else Presence.PRESENT
                for member in SeriesMember.objects.filter(series=series).order_by(
                    "school__name", "name", "pk"
                )
            }
            actions.record_attendance(
                by=operator(stage.partnership_id), at=at, meeting_id=meeting.pk, presence=presence
            )


def _poll(stage: Stage) -> None:
    """Ask educators of the region when they can meet this school year; some have answered."""
    today = stage.now.date()
    with stage.on(today) as at:
        by = operator(stage.partnership_id)
        series = actions.make_series(
            by=by,
            at=at,
            kind=SeriesKind.NETWORK,
            title=_NETWORK,
            members=[_member(stage, person) for person in _educators(stage)],
            wish=Wish(today + _SOON, today + _AHEAD, weekdays=(1, 3), times=(time(15),)),
            answers_by=today + timedelta(days=7),
        )
        actions.ask_members(by=by, at=at, series_id=series.pk, expected_version=series.version)
        own = stage.people[stage.persona("schoolopleider")]
        others = SeriesMember.objects.filter(series=series).exclude(person=own)
        slots = list(Slot.objects.filter(series=series).order_by("starts_at"))
        dice = Dice(stage.year, "poll")
        said = (Answer.YES, Answer.YES, Answer.YES, Answer.MAYBE, Answer.NO)
        for member in list(others.order_by("person__given_name", "person__family_name", "pk"))[:_ANSWERED]:
            answers = {slot.pk: dice.pick(said) for slot in slots}
            actions.answer_for(by=by, at=at, member_id=member.pk, answers=answers)


def _educators(stage: Stage) -> list[DemoPerson]:
    """Return the educator one can log in as, and others by name, each of another school."""
    mine = stage.person(stage.persona("schoolopleider"))
    found, seen = [mine], {_school(mine)}
    for person in stage.described.people:
        school = _school(person)
        if school and school not in seen and len(found) < _PEOPLE:
            seen.add(school)
            found.append(person)
    return found


def _school(person: DemoPerson) -> str:
    held = [role for role in person.roles if role.role is Role.SCHOOL_EDUCATOR and role.finished_on is None]
    return held[0].at if held else ""


def _member(stage: Stage, person: DemoPerson) -> NewMember:
    return NewMember(
        person_id=stage.people[person.key],
        email=person.email,
        school_id=stage.places[Place.SCHOOL, _school(person)],
        required=person.key == stage.persona("schoolopleider"),
    )
