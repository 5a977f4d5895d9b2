"""Learning groups: rooms of two series, with a board, teams and notes."""

from startlijn.base.access.terms import Place, Role
from startlijn.base.people.models import Person
from startlijn.base.seams import today
from startlijn.domain.meetings.models import Series, SeriesMember
from startlijn.domain.meetings.terms import SeriesKind
from startlijn.domain.plg.models import ActionCard, MeetingNote, PlgRoom, TeamPlace
from startlijn.domain.plg.rules import default_agenda
from tests.conftest import AT, START
from tests.matrix.things import MARK, Half, Way, stands


def add_plg(half: Half) -> None:
    """Add everything of learning groups to half of the scene."""
    educator = half.persona(Role.SCHOOL_EDUCATOR, Place.SCHOOL).person
    coach = half.persona(Role.COACH, Place.SCHOOL).person
    with half.world.here():
        _add_room(half, "own", [educator, coach])
        _add_room(half, "strange", [half.people["away"], half.people["both"]])


def _add_room(half: Half, school: str, people: list[Person]) -> None:
    common = {"partnership": half.world.partnership}
    series = Series.objects.create(
        **common,
        kind=SeriesKind.PLG,
        title=f"{MARK} learning group {school}",
        school=half.schools[school],
        first_on=START,
        last_on=START,
        minutes=120,
        wanted=4,
        min_days_between=14,
        made_at=AT,
    )
    plans = Way(stands(partnership=half.whole, school=half.schools[school].pk))
    part = Way(people=frozenset(person.pk for person in people))
    half.add(series, series.title, meetings_plan=plans, meetings_own=part)
    agenda = {phase.value: minutes for phase, minutes in default_agenda(120).items()}
    room = PlgRoom.objects.create(**common, series=series, agenda=agenda, made_at=AT)
    half.add(room, plg_own=part)
    card = ActionCard.objects.create(
        **common, room=room, what=f"{MARK} card {school} {half.world.partnership.slug}", moved_at=AT
    )
    half.add(card, card.what, plg_own=part)
    note = MeetingNote.objects.create(
        **common,
        room=room,
        kind="decision",
        text=f"{MARK} decision {school} {half.world.partnership.slug}",
        noted_at=AT,
    )
    half.add(note, note.text, plg_own=part)
    for person in people:
        member = SeriesMember.objects.create(**common, series=series, person=person)
        half.add(member, meetings_plan=plans, meetings_own=part)
        place = TeamPlace.objects.create(**common, room=room, member=member, team=1)
        half.add(place, plg_own=part)
        half.told.setdefault(person.pk, set()).update(each.pk for each in people)
    former = half.persona(Role.TEAM_LEADER, Place.SCHOOL).person
    gone = SeriesMember.objects.create(**common, series=series, person=former, finished_on=today())
    half.add(gone, meetings_plan=plans, meetings_own=part)
    half.told.setdefault(former.pk, set())
    for person in people:
        half.told[person.pk].add(former.pk)
