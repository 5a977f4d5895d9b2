"""Intervision: wishes, a proposal, and groups of the own and a strange school that met."""

from datetime import timedelta

from startlijn.base.access.terms import Place, Role
from startlijn.base.people.models import Person
from startlijn.base.seams import today
from startlijn.domain.intervision.models import (
    Composition,
    CompositionPlace,
    IntervisionGroup,
    IntervisionMember,
    IntervisionSession,
    IntervisionWish,
    SessionPresence,
    SessionSatisfaction,
    SessionTakeaway,
)
from startlijn.domain.intervision.terms import CompositionState
from tests.conftest import AT, START
from tests.matrix.things import MARK, Half, Thing, Way, stands


def add_intervision(half: Half) -> None:
    """Add everything of intervision to half of the scene."""
    starter = half.persona(Role.STARTER, Place.SCHOOL).person
    with half.world.here():
        _add_wishes(half, "own", [starter, half.people["two"]])
        _add_wishes(half, "strange", [half.people["away"]])
        _add_group(half, "own", [starter, half.people["two"], half.people["quiet"]])
        _add_group(half, "strange", [half.people["away"], half.people["both"]])
        _add_in_region(half)


def _add_in_region(half: Half) -> None:
    """Add a proposal and a group of the near sub-region."""
    common = {"partnership": half.world.partnership, "made_at": AT}
    near, two = half.regions["own"], half.people["two"]
    reached = stands(partnership=half.whole, sub_region=near.pk)
    arranges = Way(reached)
    made = Composition.objects.create(
        **common, title=f"{MARK} proposal near", sub_region=near, state=CompositionState.DRAFT
    )
    half.things.append(Thing(made, half.whole, reached, made.title))
    wish = IntervisionWish.objects.get(person=two)
    place = CompositionPlace.objects.create(
        partnership=half.world.partnership, composition=made, wish=wish, group=1
    )
    half.things.append(Thing(place, half.whole, reached))
    group = IntervisionGroup.objects.create(**common, name=f"{MARK} circle near", sub_region=near)
    part = Way(people=frozenset({two.pk}))
    half.add(group, group.name, intervision_arrange=arranges, intervision_own=part)
    member = IntervisionMember.objects.create(
        partnership=half.world.partnership, group=group, person=two, started_on=START
    )
    half.add(member, intervision_arrange=arranges, intervision_own=part)


def _add_who_left_and_who_comes(half: Half, group: IntervisionGroup, arranges: Way, part: Way) -> None:
    left, comes = (half.persona(role, Place.SCHOOL).person for role in (Role.TEAM_LEADER, Role.COACH))
    for person, days in ((left, (START, today())), (comes, (today() + timedelta(days=9), None))):
        member = IntervisionMember.objects.create(
            partnership=half.world.partnership,
            group=group,
            person=person,
            started_on=days[0],
            finished_on=days[1],
        )
        half.add(member, intervision_arrange=arranges, intervision_own=part)
        # Their own data name the group that they were in, or will be in.
        half.told.setdefault(person.pk, set()).add(group.pk)


def _at(half: Half, school: str) -> dict[Place, frozenset]:
    return stands(partnership=half.whole, school=half.schools[school].pk)


def _add_wishes(half: Half, school: str, people: list[Person]) -> None:
    """Add wishes of starters, and a proposal of the school with a place for each."""
    common = {"partnership": half.world.partnership}
    made = Composition.objects.create(
        **common,
        title=f"{MARK} proposal {school}",
        school=half.schools[school],
        state=CompositionState.DRAFT,
        made_at=AT,
    )
    half.things.append(Thing(made, half.whole, _at(half, school), made.title))
    near = stands(partnership=half.whole, sub_region=half.regions[school].pk, school=half.schools[school].pk)
    for person in people:
        wish = IntervisionWish.objects.create(
            **common,
            person=person,
            school=half.schools[school],
            theme="climate",
            pupil_age="8-12",
            asked_at=AT,
        )
        own = Way(people=frozenset({person.pk}))
        half.add(wish, intervision_arrange=Way(near), intervision_own=own)
        place = CompositionPlace.objects.create(**common, composition=made, wish=wish, group=1)
        half.things.append(Thing(place, half.whole, _at(half, school)))


def _add_group(half: Half, school: str, people: list[Person]) -> None:
    """Add a group that met once; each said how it was, and kept something for themselves."""
    common = {"partnership": half.world.partnership}
    group = IntervisionGroup.objects.create(
        **common, name=f"{MARK} circle {school}", school=half.schools[school], made_at=AT
    )
    arranges = Way(_at(half, school))
    part = Way(people=frozenset(person.pk for person in people))
    half.add(group, group.name, intervision_arrange=arranges, intervision_own=part)
    members = [
        IntervisionMember.objects.create(**common, group=group, person=person, started_on=START)
        for person in people
    ]
    session = IntervisionSession.objects.create(
        **common,
        group=group,
        held_on=AT.date(),
        method="incident.2026-1",
        chair=members[0],
        bringer=members[1],
    )
    half.add(session, intervision_own=part)
    for member in members:
        half.add(member, intervision_arrange=arranges, intervision_own=part)
        of_member = {**common, "session": session, "member": member}
        own = Way(people=frozenset({member.person_id}))
        half.add(SessionPresence.objects.create(**of_member), intervision_own=part)
        half.add(SessionSatisfaction.objects.create(**of_member, score=3), intervision_own=own)
        kept = SessionTakeaway.objects.create(
            **of_member, text=f"{MARK} takeaway of {member.person}", written_at=AT
        )
        half.add(kept, kept.text, intervision_own=own)
    _add_who_left_and_who_comes(half, group, arranges, part)
    for person in people:
        half.told.setdefault(person.pk, set()).update(each.pk for each in people)
