"""Lessons that were watched, in every position: by a coach, a peer, a leader, an assessor; still and no more.

And learning questions, kept to oneself and shared. Needs everything of guidance to be there.
"""

from datetime import timedelta

from startlijn.base.access.terms import Place, Role
from startlijn.base.people.models import Person
from startlijn.base.seams import today
from startlijn.domain.guidance.models import CoachPairing, Trajectory
from startlijn.domain.observations.models import (
    FollowUpTalk,
    LearningQuestion,
    Observation,
    ObservationView,
)
from tests.conftest import AT
from tests.matrix.things import MARK, Half, Way

FORM, ITEM = "lesson-observation.2026-1", "climate-welcome"


def add_observations(half: Half) -> None:
    """Add everything of observations to half of the scene."""
    with half.world.here():
        mine = half.persona(Role.STARTER, Place.SCHOOL).person
        pooled = half.persona(Role.STARTER, Place.PARTNERSHIP).person
        coach = half.persona(Role.COACH, Place.SCHOOL).person
        earlier = half.persona(Role.COACH, Place.BOARD).person
        leader = half.persona(Role.SCHOOL_LEADER, Place.SCHOOL).person
        assessor = half.persona(Role.ASSESSOR, Place.PARTNERSHIP).person
        _watch(half, mine, coach, "coaching")
        _watch(half, mine, earlier, "coaching", ended=True)
        _watch(half, mine, earlier, "coaching", announced=True)
        _watch(half, mine, leader, "determination")
        _watch(half, pooled, assessor, "determination")
        _watch(half, half.people["two"], mine, "peer")
        _watch(half, mine, half.people["two"], "peer", starter_watches=True)
        _ask(half, mine, shared=True)
        _ask(half, mine, shared=False)
        # Shared with a coach who is none any more, and with one who begins next month.
        _ask(half, half.people["away"], shared=True, ended=True)
        _ask(half, half.people["two"], shared=True, announced=True)
        _tell_who_can_watch(half)


def _watch(
    half: Half,
    starter: Person,
    colleague: Person,
    purpose: str,
    *,
    ended: bool = False,
    announced: bool = False,
    starter_watches: bool = False,
) -> None:
    """Add a lesson with what was seen and said; when it ended or has to begin, the colleague reads it not."""
    common = {"partnership": half.world.partnership}
    when = "e" if ended else "a" if announced else ""
    on = today() - timedelta(days=90 if ended else 1)
    name = f"{purpose} of {starter} with {colleague}{' soon' if announced else ''}"
    lesson = Observation.objects.create(
        **common,
        trajectory=Trajectory.objects.get(person=starter),
        colleague=colleague,
        starter_watches=starter_watches,
        purpose=purpose,
        instrument=FORM,
        state="talked" if ended else "done",
        class_label=f"{MARK} {purpose[:4]} {colleague.pk.hex[-6:]} {when}",
        on=on,
        announced_on=on - timedelta(days=10),
        started_on=today() + timedelta(days=5) if announced else on - timedelta(days=10),
        finished_on=today() - timedelta(days=60) if ended else today() + timedelta(days=29),
    )
    ways = {
        "line_own": Way(people=frozenset({starter.pk})),
        "observations_make": Way(people=frozenset() if ended or announced else frozenset({colleague.pk})),
    }
    half.add(lesson, lesson.class_label, **ways)
    view = ObservationView.objects.create(
        **common,
        observation=lesson,
        kind="observer",
        answers={ITEM: 3},
        notes={ITEM: f"{MARK} seen in {name}"},
        saved_at=AT,
    )
    half.add(view, view.notes[ITEM], **ways)
    talk = FollowUpTalk.objects.create(
        **common, observation=lesson, goal=f"{MARK} goal after {name}", written_at=AT
    )
    half.add(talk, talk.goal, **ways)
    half.told.setdefault(starter.pk, set()).add(colleague.pk)
    if not ended and not announced:
        half.told.setdefault(colleague.pk, set()).add(starter.pk)


def _ask(half: Half, starter: Person, *, shared: bool, ended: bool = False, announced: bool = False) -> None:
    line = Trajectory.objects.get(person=starter)
    pairings = CoachPairing.objects.filter(trajectory=line, finished_on__isnull=not ended)
    pairing = pairings.get() if shared else None
    row = LearningQuestion.objects.create(
        partnership=half.world.partnership,
        trajectory=line,
        question=f"{MARK} {'shared' if shared else 'own'} question of {starter}",
        shared_with=pairing,
        written_at=AT,
    )
    ways = {"line_own": Way(people=frozenset({starter.pk}))}
    if pairing is not None and not ended and not announced:
        ways["line_guide"] = Way(people=frozenset({pairing.coach_id}))
    half.add(row, row.question, **ways)


def _tell_who_can_watch(half: Half) -> None:
    """Tell a starter whom to ask: colleagues and leaders of the own school, and assessors of the place."""
    at_school = (
        Role.COACH,
        Role.SCHOOL_EDUCATOR,
        Role.SCHOOL_LEADER,
        Role.TEAM_LEADER,
        Role.ASSESSOR,
    )
    everywhere = {half.persona(Role.ASSESSOR, Place.PARTNERSHIP).person.pk}
    around = {half.persona(role, Place.SCHOOL).person.pk for role in at_school}
    around |= {half.persona(Role.ASSESSOR, Place.BOARD).person.pk}
    around |= {half.people[name].pk for name in ("both", "two")}
    for place, found in (
        (Place.SCHOOL, around | everywhere),
        (Place.BOARD, everywhere),
        (Place.PARTNERSHIP, everywhere),
    ):
        half.told.setdefault(half.persona(Role.STARTER, place).person.pk, set()).update(found)
