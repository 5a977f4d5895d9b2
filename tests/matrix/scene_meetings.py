"""Series of meetings in every position: of the own school, the near region, the far region, the whole.

Each with people, a guest typed in, a moment with answers, a meeting with attendance; one had another member.
"""

from datetime import timedelta

from startlijn.base.access.terms import Place, Role
from startlijn.base.people.models import Person
from startlijn.base.seams import now, today
from startlijn.domain.meetings.models import (
    Attendance,
    Meeting,
    Series,
    SeriesMember,
    Slot,
    SlotAnswer,
)
from tests.conftest import AT
from tests.matrix.things import MARK, Half, Way, stands


def add_meetings(half: Half) -> None:
    """Add everything of meetings to half of the scene."""
    with half.world.here():
        mine = half.persona(Role.STARTER, Place.SCHOOL).person
        coach = half.persona(Role.COACH, Place.SCHOOL).person
        pooled = half.persona(Role.STARTER, Place.PARTNERSHIP).person
        leader = half.persona(Role.SCHOOL_LEADER, Place.SCHOOL).person
        near, far = half.regions["own"], half.regions["strange"]
        _series(half, "own school", [mine, coach], school=half.schools["own"])
        _series(half, "near", [coach, half.people["two"]], state="polling", sub_region=near)
        _series(half, "far", [half.people["away"]], sub_region=far)
        _series(half, "whole", [pooled, mine], former=leader)


def _series(
    half: Half,
    name: str,
    people: list[Person],
    *,
    state: str = "planned",
    former: Person | None = None,
    **place: object,
) -> None:
    common = {"partnership": half.world.partnership}
    series = Series.objects.create(
        **common,
        **place,
        kind="other",
        title=f"{MARK} series {name} {half.world.partnership.slug}",
        minutes=120,
        wanted=1,
        first_on=today(),
        last_on=today() + timedelta(days=60),
        weekdays=[1],
        times=["15:00"],
        min_days_between=14,
        state=state,
        made_at=AT,
    )
    at = {"partnership": half.whole} | {
        kind: row.pk
        for kind, row in place.items()  # type: ignore[attr-defined]
    }
    members = {person.pk for person in people}
    ways = {
        "meetings_plan": Way(stands(**at)),
        "meetings_own": Way(people=frozenset(members)),
    }
    begins = now() + timedelta(days=9)
    slot = Slot.objects.create(**common, series=series, starts_at=begins, ends_at=begins + timedelta(hours=2))
    meeting = Meeting.objects.create(
        **common,
        series=series,
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        uid=f"{series.pk}@startlijn",
        place=f"{MARK} room {name} {half.world.partnership.slug}",
    )
    half.add(series, series.title, **ways)
    half.add(slot, **ways)
    half.add(meeting, meeting.place, **ways)
    guest = SeriesMember.objects.create(
        **common,
        series=series,
        name=f"{MARK} guest {name} {half.world.partnership.slug}",
        email="g@x.example",
    )
    half.add(guest, guest.name, **ways)
    for person in (*people, *([former] if former else [])):
        gone = today() - timedelta(days=3) if person == former else None
        row = SeriesMember.objects.create(**common, series=series, person=person, finished_on=gone)
        half.add(row, **ways)
        own = {"meetings_plan": ways["meetings_plan"], "meetings_own": Way(people=frozenset({person.pk}))}
        answer = SlotAnswer.objects.create(**common, slot=slot, member=row, value="yes", source="member")
        half.add(answer, **own)
        there = Attendance.objects.create(**common, meeting=meeting, member=row, presence="present")
        half.add(there, **own)
    for person in people:
        half.told.setdefault(person.pk, set()).update(members)
    # Who plans a series reads who is in it; who has something else then is named in its proposal.
    for persona in half.personas:
        if persona.role in _PLANS and persona.place_id in {*at.values()}:
            half.told.setdefault(persona.person.pk, set()).update(members)


_PLANS = (Role.COORDINATOR, Role.PROJECT_WORKER, Role.SCHOOL_EDUCATOR)
