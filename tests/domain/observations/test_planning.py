"""Who plans a lesson with whom, for what, and when."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from startlijn.base.access.terms import NotVisibleError, Place, Role
from startlijn.base.people import actions as people
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.guidance import actions as guidance_actions
from startlijn.domain.guidance.models import CoachPairing
from startlijn.domain.instruments import queries as instruments
from startlijn.domain.instruments.terms import TrainedOnlyError
from startlijn.domain.observations import actions
from startlijn.domain.observations.models import Observation
from startlijn.domain.observations.queries.choices import colleagues, starters_to_ask
from startlijn.domain.observations.terms import (
    CoachDeterminesError,
    LessonPurpose,
    LessonState,
    Moment,
    NoClassError,
    NotTheirTurnError,
    PastMomentError,
    TooSoonError,
    WatchedAlreadyError,
)
from tests.domain.guidance.practice.conftest import TODAY
from tests.domain.observations.conftest import FORM, days

COACHING, PEER, DETERMINATION = LessonPurpose


def give_role(lessons, person, role, place, place_id):
    lessons.do(
        people.give_role,
        by=lessons.world.operator,
        person_id=person.pk,
        role=role,
        place=place,
        place_id=place_id,
        started_on=TODAY,
    )


def names(lessons, purpose):
    with lessons.day():
        return [each.name.split()[0] for each in colleagues(lessons.me, purpose, TODAY)]


def test_starter_chooses_class_and_moment(lessons):
    made = lessons.plan(on=days(3))
    assert (made.purpose, made.class_label, made.on, made.lesson) == (
        "coaching",
        "Groep 5",
        days(3),
        "3e uur",
    )
    assert (made.state, made.announced_on, made.finished_on) == (LessonState.PLANNED, TODAY, None)


def test_the_coach_of_now_watches_to_coach(lessons):
    assert names(lessons, COACHING) == ["Karim"]


def test_colleagues_but_no_leader_watch_to_learn(lessons):
    assert names(lessons, PEER) == ["Bram", "Karim", "Noor"]


def test_a_leader_who_also_coaches_does_not_watch_to_learn(lessons):
    both = lessons.world.person("coach", "school", lessons.school.pk, name="Dub")
    give_role(lessons, both, Role.TEAM_LEADER, Place.SCHOOL, lessons.school.pk)
    assert "Dub" not in names(lessons, PEER)


def test_leaders_and_assessors_determine(lessons):
    assert names(lessons, DETERMINATION) == ["Ank", "Lot"]


def test_who_coached_in_the_last_year_does_not_determine(lessons):
    lessons.do(
        guidance_actions.end_pairing,
        pairing_id=_pairing(lessons).pk,
        finished_on=TODAY,
    )
    give_role(lessons, lessons.coach_person, Role.ASSESSOR, Place.BOARD, lessons.world.board.pk)
    assert names(lessons, DETERMINATION) == ["Ank", "Lot"]
    with pytest.raises(NotTheirTurnError):
        lessons.plan(DETERMINATION, lessons.coach_person, days(10))


def _pairing(lessons):
    with lessons.world.here():
        return lessons.line.pairings.get()


@pytest.mark.parametrize(
    ("purpose", "who"),
    [
        (COACHING, "peer_person"),
        (COACHING, "leader_person"),
        (PEER, "leader_person"),
        (DETERMINATION, "coach_person"),
    ],
)
def test_somebody_else_cannot_be_asked_for_that_purpose(lessons, purpose, who):
    with pytest.raises(NotTheirTurnError):
        lessons.plan(purpose, getattr(lessons, who), days(10))


def test_a_starter_watches_a_colleague_only_to_learn(lessons):
    made = lessons.plan(PEER, starter_watches=True)
    assert (made.starter_watches, made.colleague_id) == (True, lessons.peer_person.pk)
    with pytest.raises(NotTheirTurnError):
        lessons.plan(COACHING, starter_watches=True)


def test_a_lesson_to_determine_is_announced_five_days_before(lessons):
    with pytest.raises(TooSoonError) as error:
        lessons.plan(DETERMINATION, on=days(4))
    assert error.value.figures == {"day": days(5)}
    assert lessons.plan(DETERMINATION, on=days(5)).on == days(5)


@pytest.mark.parametrize("on", [days(-1), days(366)])
def test_a_lesson_lies_between_today_and_a_year(lessons, on):
    with pytest.raises(PastMomentError):
        lessons.plan(on=on)


def test_a_leader_announces_and_the_starter_sets_the_moment(lessons):
    made = lessons.do(
        actions.ask_to_watch, by=lessons.leader, trajectory_id=lessons.line.pk, instrument_id=FORM
    )
    assert (made.purpose, made.state, made.on) == ("determination", LessonState.ASKED, None)
    later = {"on": days(3), "observation_id": made.pk, "expected_version": 1}
    with pytest.raises(TooSoonError):
        lessons.do(actions.choose_moment, by=lessons.me, **later, moment=Moment("5", days(4), ""))
    row = lessons.do(actions.choose_moment, by=lessons.me, **later, moment=Moment("5", days(5), ""))
    assert (row.state, row.on, row.version) == (LessonState.PLANNED, days(5), 2)


def test_a_coach_asks_to_coach_and_never_to_determine(lessons):
    made = lessons.do(
        actions.ask_to_watch, by=lessons.coach, trajectory_id=lessons.line.pk, instrument_id=FORM
    )
    assert made.purpose == "coaching"


def test_a_leader_who_was_the_coach_does_not_determine(lessons):
    with lessons.world.here():
        CoachPairing.objects.filter(trajectory=lessons.line).update(finished_on=TODAY)
        CoachPairing.objects.create(
            partnership=lessons.world.partnership,
            trajectory=lessons.line,
            coach=lessons.leader_person,
            started_on=days(-400),
            finished_on=days(-364),
        )
    asked = {"by": lessons.leader, "trajectory_id": lessons.line.pk, "instrument_id": FORM}
    with pytest.raises(CoachDeterminesError):
        lessons.do(actions.ask_to_watch, **asked)
    assert lessons.do(actions.ask_to_watch, on=days(2), **asked).purpose == "determination"


def test_a_stranger_cannot_ask(lessons, another_world):
    for actor in (lessons.peer, another_world.actor("school_leader", "school", another_world.school.pk)):
        with pytest.raises(NotVisibleError):
            lessons.do(actions.ask_to_watch, by=actor, trajectory_id=lessons.line.pk, instrument_id=FORM)


def test_the_coach_sees_whom_to_ask_and_for_what(lessons):
    with lessons.day():
        found = [
            [(name.split()[0], purpose) for _pk, name, purpose in starters_to_ask(actor, TODAY)]
            for actor in (lessons.coach, lessons.leader, lessons.peer)
        ]
    assert found == [[("Sanne", COACHING)], [("Sanne", DETERMINATION)], []]


def test_nothing_without_a_class(lessons):
    made = lessons.plan()
    with pytest.raises(NoClassError):
        lessons.do(
            actions.choose_moment,
            by=lessons.me,
            observation_id=made.pk,
            expected_version=1,
            moment=Moment("  ", TODAY, ""),
        )


def test_two_at_once_do_not_overwrite(lessons):
    made = lessons.plan()
    with pytest.raises(VersionConflictError):
        lessons.do(
            actions.choose_moment,
            by=lessons.me,
            observation_id=made.pk,
            expected_version=7,
            moment=Moment("6", TODAY, ""),
        )


def test_both_can_call_off_until_it_was_watched(lessons):
    for actor in (lessons.me, lessons.coach):
        made = lessons.plan()
        lessons.do(actions.call_off, by=actor, observation_id=made.pk)
    lesson = lessons.watched()
    for verb in (actions.call_off, actions.choose_moment):
        more = (
            {"expected_version": 2, "moment": Moment("6", TODAY, "")} if verb is not actions.call_off else {}
        )
        with pytest.raises(WatchedAlreadyError):
            lessons.do(verb, by=lessons.me, observation_id=lesson.pk, **more)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("purpose", "determination"),
        ("starter_watches", True),
        ("instrument", "other"),
        ("announced_on", days(-9)),
    ],
)
def test_the_database_refuses_another_purpose(lessons, field, value):
    made = lessons.plan(PEER)
    with lessons.world.here(), pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Observation.objects.filter(pk=made.pk).update(**{field: value})


def test_the_database_lets_the_rest_change(lessons):
    made = lessons.plan(PEER)
    with lessons.world.here():
        Observation.objects.filter(pk=made.pk).update(class_label="6", state="done", finished_on=days(30))
        assert Observation.objects.get(pk=made.pk).class_label == "6"


def test_a_form_for_trained_people_asks_for_training(lessons, monkeypatch):
    found = replace(instruments.instrument_by_id(lessons.me, FORM), trained_only=True)
    monkeypatch.setattr(
        "startlijn.domain.observations.actions.planning.instrument_by_id", lambda _actor, _id: found
    )
    with pytest.raises(TrainedOnlyError):
        lessons.plan()
    lessons.do(
        guidance_actions.keep_coach,
        person_id=lessons.coach_person.pk,
        school_id=lessons.school.pk,
        training="trained",
        trained_until=TODAY,
        most_starters=3,
        hours_per_year=40,
        subjects="",
        days=[],
    )
    assert lessons.plan().state == LessonState.PLANNED
    with pytest.raises(TrainedOnlyError):
        lessons.plan(on=days(2), today=days(1))
