"""Who would be forgotten otherwise: what lacks, for whom it is shown, and what is not looked at."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Pause, Step
from startlijn.domain.guidance.queries.exceptions import counted, missing
from startlijn.domain.guidance.queries.lines import line_page, own_line
from startlijn.domain.guidance.rules.exceptions import (
    Lack,
    LineFacts,
    days_of_school,
    lacks,
)
from startlijn.domain.guidance.rules.line import Stop
from startlijn.domain.guidance.terms import Side, Training
from tests.conftest import AT
from tests.domain.guidance.practice.conftest import FIRST, TODAY

ID = UUID(int=1)


def found(guidance, on=TODAY, by=None):
    with guidance.day(on):
        return [(each.lack, each.trajectory_id) for each in missing(by or guidance.educator, on)]


def facts(**given):
    well = {
        "steps": 10,
        "coached_since": FIRST,
        "training": Training.TRAINED,
        "last_contact": TODAY - timedelta(days=7),
        "planned_by_year": ((1, 5), (2, 3), (3, 2)),
        "done_by_year": ((1, 2), (2, 1)),
    }
    return LineFacts(id=ID, started_on=FIRST, **(well | given))


def test_a_line_that_is_well_lacks_nothing():
    assert lacks(facts(), TODAY, 1) == []


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"steps": 0}, Lack.NO_PLAN),
        ({"coached_since": None}, Lack.NO_COACH),
        ({"last_contact": TODAY - timedelta(days=43)}, Lack.NO_CONTACT),
        ({"last_contact": None}, Lack.NO_CONTACT),
        ({"training": Training.NONE}, Lack.COACH_UNTRAINED),
        ({"trained_until": TODAY - timedelta(days=1)}, Lack.COACH_EXPIRED),
        ({"hours": Lack.HOURS_UNKNOWN}, Lack.HOURS_UNKNOWN),
        ({"hours": Lack.HOURS_NOT_REDUCED}, Lack.HOURS_NOT_REDUCED),
    ],
)
def test_what_lacks_is_named(change, lack):
    assert lacks(facts(**change), TODAY, 1) == [lack]


@pytest.mark.parametrize(
    "change",
    [
        {"last_contact": TODAY - timedelta(days=42)},
        {"training": Training.UNDER_WAY},
        {"trained_until": TODAY},
        {"stops": (Stop(TODAY - timedelta(days=1)),), "coached_since": None},
    ],
)
def test_what_does_not_lack_is_left_alone(change):
    assert lacks(facts(**change), TODAY, 1) == []


# Weeks since the last talk, weeks until (or, below nought, since) planned ones, and whether contact is late.
RHYTHMS = [
    (5, [], False),
    (6, [], False),
    (7, [], True),  # nothing is planned any more
    (7, [4], False),  # eleven weeks apart, as the plan of a third-year says
    (7, [0], False),
    (9, [-2], False),  # two weeks of grace
    (10, [-3], True),
    (10, [-3, 4], True),  # one was missed, though the next is planned
    (7, [-8], True),  # planned before the last talk: says nothing of the next
    (7, [-8, 2], False),
    (5, [-3], False),  # never sooner than six weeks
]


@pytest.mark.parametrize(("weeks", "planned", "late"), RHYTHMS)
def test_contact_is_late_by_the_plan_of_the_line(weeks, planned, late):
    line = facts(
        coached_since=FIRST,
        last_contact=TODAY - timedelta(weeks=weeks),
        contacts_planned=tuple(TODAY + timedelta(weeks=each) for each in planned),
    )
    assert lacks(line, TODAY, 1) == ([Lack.NO_CONTACT] if late else [])


def test_coach_of_before_the_first_day_is_late_from_that_day_on():
    line = facts(coached_since=FIRST - timedelta(days=60), last_contact=None)
    assert lacks(line, FIRST + timedelta(weeks=6), 1) == []
    assert lacks(line, FIRST + timedelta(weeks=6, days=1), 1) == [Lack.NO_CONTACT]


def test_weeks_of_grace_stand_still_in_a_pause():
    line = facts(
        coached_since=FIRST,
        last_contact=TODAY - timedelta(weeks=12),
        contacts_planned=(TODAY - timedelta(weeks=3),),
        stops=(Stop(TODAY - timedelta(weeks=2), TODAY - timedelta(weeks=1)),),
    )
    assert lacks(line, TODAY, 1) == []


def test_plan_coach_and_hours_have_four_weeks():
    bare = facts(steps=0, coached_since=None, hours=Lack.HOURS_UNKNOWN)
    assert lacks(bare, FIRST + timedelta(days=27), 1) == []
    assert lacks(bare, FIRST + timedelta(days=28), 1) == [Lack.NO_PLAN, Lack.NO_COACH, Lack.HOURS_UNKNOWN]


@pytest.mark.parametrize(
    ("planned", "done", "weeks", "expected"),
    [
        (((1, 5), (2, 3)), ((1, 4),), 10, [Lack.NO_ACTIVITIES]),
        (((1, 5), (2, 3)), ((1, 4),), 3, []),
        (((1, 5),), ((1, 4),), 1, [Lack.NO_ACTIVITIES]),
        (((1, 5), (2, 3)), ((2, 1),), 30, []),
    ],
)
def test_a_second_year_without_activities_is_named(planned, done, weeks, expected):
    on = date(2027, 8, 24) + timedelta(weeks=weeks)
    line = facts(planned_by_year=planned, done_by_year=done, last_contact=on)
    assert lacks(line, on, 2) == expected


def test_the_summer_break_and_pauses_do_not_count_as_time_without_contact():
    assert days_of_school(date(2026, 7, 1), date(2026, 9, 1)) == 15 + 11
    stop = Stop(date(2026, 10, 1), date(2026, 10, 11))
    assert days_of_school(date(2026, 9, 30), date(2026, 10, 31), [stop]) == 21


def test_a_starter_without_a_coach_is_on_the_list_of_the_own_school_only(guidance):
    trajectory = guidance.starter()
    assert found(guidance) == [(Lack.NO_COACH, trajectory.pk)]
    elsewhere = guidance.world.add_school("Elders", board=guidance.world.add_board("Ander bestuur"))
    stranger = guidance.world.actor("school_educator", "school", elsewhere.pk)
    leader = guidance.world.actor("school_leader", "school", guidance.school.pk)
    assert found(guidance, by=stranger) == []
    assert found(guidance, by=leader) == []
    assert found(guidance, by=guidance.as_starter(trajectory)) == []


def test_contact_is_what_either_side_confirmed(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory)
    guidance.do(
        actions.keep_coach,
        person_id=guidance.coach_person.pk,
        school_id=guidance.school.pk,
        training="trained",
        trained_until=None,
        most_starters=2,
        hours_per_year=40,
        subjects="",
        days=[],
    )
    assert found(guidance) == [(Lack.NO_CONTACT, trajectory.pk)]
    talk = [each for each in guidance.steps(trajectory, "coaching_talk") if each.planned_on < TODAY][-1]
    guidance.tick(talk, Side.STARTER, guidance.as_starter(trajectory))
    assert found(guidance) == []


def test_planned_talks_are_read_from_the_line_and_those_that_took_place_are_not(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory)
    contacts = [each for each in guidance.steps(trajectory) if each.with_coach]
    talk, *rest = contacts
    guidance.tick(talk, Side.STARTER, guidance.as_starter(trajectory))
    with guidance.day():
        Step.objects.filter(pk__in=[each.pk for each in rest]).update(planned_on=talk.planned_on)
        Step.objects.filter(pk=rest[-1].pk).update(planned_on=talk.planned_on + timedelta(weeks=11))

    def lacking(weeks):
        on = talk.planned_on + timedelta(weeks=weeks)
        return Lack.NO_CONTACT in [lack for lack, _pk in found(guidance, on=on)]

    with guidance.day():
        Step.objects.filter(pk__in=[each.pk for each in rest[:-1]]).update(cancelled_at=AT)
    assert [lacking(weeks) for weeks in (5, 9, 15)] == [False, False, True]


def test_an_untrained_coach_is_named_once_per_starter(guidance):
    trajectories = [guidance.starter(), guidance.starter()]
    for trajectory in trajectories:
        guidance.pair(trajectory, started_on=TODAY)
    with guidance.day():
        rows = missing(guidance.educator, TODAY)
    assert counted(rows) == {Lack.COACH_UNTRAINED: 2}
    assert {row.coach_id for row in rows} == {guidance.coach_person.pk}


def test_who_stands_still_is_not_on_the_list(guidance):
    trajectory = guidance.starter()
    with guidance.world.here():
        Pause.objects.create(
            partnership=guidance.world.partnership,
            trajectory=trajectory,
            started_on=TODAY - timedelta(days=3),
        )
    assert found(guidance) == []


def test_secondary_schools_fill_in_lesson_hours(guidance):
    school = guidance.world.add_school("Lyceum", sector="vo")
    guidance.programme(school)
    educator = guidance.world.actor("school_educator", "school", school.pk)
    coach = guidance.world.person("coach", "school", school.pk)
    for lesson_hours in (None, 720, 576):
        guidance.pair(
            guidance.starter(school, lesson_hours=lesson_hours),
            coach.pk if lesson_hours != 576 else guidance.world.person("coach", "school", school.pk).pk,
            by=educator,
            started_on=TODAY,
        )
    with guidance.day():
        counts = counted(missing(educator, TODAY))
    assert (counts[Lack.HOURS_UNKNOWN], counts[Lack.HOURS_NOT_REDUCED]) == (1, 1)


def test_what_is_worked_elsewhere_is_not_shown(guidance):
    from decimal import Decimal

    from startlijn.domain.guidance.models import Employment

    trajectory = guidance.starter()
    elsewhere = guidance.world.add_school("Elders", board=guidance.world.add_board("Ander bestuur"))
    with guidance.world.here():
        Employment.objects.create(
            partnership=guidance.world.partnership,
            trajectory=trajectory,
            board=elsewhere.board,
            school=elsewhere,
            contract_type="temporary",
            fte=Decimal("0.4"),
            started_on=FIRST,
        )
    with guidance.day():
        (row,) = missing(guidance.educator, TODAY)
        assert row.school == guidance.school.name
        assert line_page(guidance.educator, trajectory.pk, TODAY).schools == (guidance.school.name,)
        own = own_line(guidance.as_starter(trajectory), TODAY)
    assert set(own.schools) == {guidance.school.name, "Elders"}
