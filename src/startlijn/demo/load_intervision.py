"""Lets starters of a part of the region meet for intervision, others ask for a group; and opens a board."""

from datetime import date, timedelta

from startlijn.base.access.terms import Place
from startlijn.demo.dice import Dice
from startlijn.demo.stage import Stage
from startlijn.domain.intervision import actions
from startlijn.domain.intervision.models import IntervisionGroup, IntervisionMember
from startlijn.domain.intervision.terms import Held, PupilAge, Satisfaction, Theme, Where
from startlijn.domain.meetings.models import Series
from startlijn.domain.meetings.terms import SeriesKind
from startlijn.domain.plg import actions as plg
from startlijn.domain.plg.terms import Card, Column, NoteKind

_MEMBERS, _WAITING = 6, 7
_MADE = (9, 8)
_HELD = (((9, 29), "six-phase.2026-1"), ((11, 3), "respectful-gossip.2026-1"), ((1, 19), "incident.2026-1"))
_TAKEAWAY = "Eerst doorvragen, dan pas meedenken. Dat wil ik ook met mijn klas proberen."
_CARDS = (
    ("Checklist voor de eerste week delen", Column.DONE),
    ("Gesprek met starters over jaar twee", Column.DOING),
    ("Uren van coaches in de formatie vragen", Column.TODO),
)
_DECISION = "We gebruiken voor alle scholen hetzelfde startgesprek."


def load_intervision(stage: Stage) -> None:
    """Play a group that met this school year, and the wishes of starters who still wait."""
    people = _starters(stage)
    made = stage.day(0, *_MADE)
    if not stage.has_come(made) or len(people) < _MEMBERS:
        return
    group = _group(stage, people[:_MEMBERS], made)
    for number, ((month, day), method) in enumerate(_HELD):
        on = stage.day(0, month, day)
        if stage.has_come(on):
            _meet(stage, group, people, number, on, method)
    for number, person in enumerate(people[_MEMBERS : _MEMBERS + _WAITING]):
        themes, ages = list(Theme), list(PupilAge)
        with stage.on(stage.now.date() - timedelta(days=number + 1)) as at:
            actions.ask_for_group(
                by=stage.actor(person, at),
                at=at,
                theme=themes[number // 2 % len(themes)],
                pupil_age=ages[number % 2],
            )


def _starters(stage: Stage) -> list[str]:
    """Return starters who work at a school now: the one you can log in as, then others of the same part."""
    mine = next(each for each in stage.described.starters if each.person == stage.persona("starter"))
    region = {school.key: school.sub_region for school in stage.described.schools}
    today = stage.now.date()
    near = [
        each.person
        for each in stage.described.starters
        if each.school
        and each.finished_on is None
        and each.started_on <= stage.day(0, *_MADE) <= today
        and region[each.school] == region[mine.school]
        and each.person != mine.person
    ]
    return [mine.person, *near]


def _group(stage: Stage, people: list[str], on: date) -> IntervisionGroup:
    mine = next(each for each in stage.described.starters if each.person == people[0])
    school = next(each for each in stage.described.schools if each.key == mine.school)
    where = Where(None, stage.places[Place.SUB_REGION, school.sub_region])
    with stage.on(on) as at:
        by = stage.operator()
        group = actions.make_group(by=by, at=at, name="Starters in de regio 1", where=where)
        for person in people:
            actions.add_member(by=by, at=at, group_id=group.pk, person_id=stage.people[person])
    return group


def _meet(
    stage: Stage, group: IntervisionGroup, people: list[str], number: int, on: date, method: str
) -> None:
    """Record a meeting by whoever chaired; everybody says how it was, and one keeps something."""
    rows = IntervisionMember.objects.filter(group=group)
    members = list(rows.order_by("person__given_name", "person__family_name", "pk"))
    chair, bringer = members[(number + 1) % len(members)], members[number % len(members)]
    held = Held(on, method, chair.pk, bringer.pk, frozenset(member.pk for member in members))
    dice = Dice(stage.year, f"intervision {number}")
    scores = (Satisfaction.SOMETHING, Satisfaction.MUCH, Satisfaction.MUCH, Satisfaction.VERY_MUCH)
    with stage.on(on) as at:
        writer = stage.actor(people[0], at)
        session = actions.record_session(by=writer, at=at, group_id=group.pk, held=held)
        for person in people[:_MEMBERS]:
            by = stage.actor(person, at)
            actions.say_how_it_was(by=by, at=at, session_id=session.pk, score=dice.pick(scores))
        if number == 0:
            actions.keep_takeaway(by=writer, at=at, session_id=session.pk, text=_TAKEAWAY)


def load_board(stage: Stage) -> None:
    """Let the educators who plan to meet have a board with some cards and a decision."""
    series = Series.objects.filter(kind=SeriesKind.NETWORK).order_by("made_at", "pk").first()
    if series is None:
        return
    with stage.on(stage.now.date()) as at:
        by = stage.actor(stage.persona("schoolopleider"), at)
        room = plg.open_room(by=by, at=at, series_id=series.pk)
        for what, column in _CARDS:
            card = plg.add_card(by=by, at=at, room_id=room.pk, card=Card(what))
            plg.move_card(by=by, at=at, card_id=card.pk, column=column)
        plg.add_note(by=by, at=at, room_id=room.pk, kind=NoteKind.DECISION, text=_DECISION)
