"""Coming to another school: the school asks without learning anything, the starter decides."""

from datetime import date
from decimal import Decimal

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.models import School
from startlijn.base.people.queries import actor_of_person
from startlijn.base.post.models import Mail
from startlijn.base.seams import fixed
from startlijn.base.tenancy import everywhere
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import (
    CoachPairing,
    ContactNote,
    Employment,
    Move,
    NeedsIntake,
    Trajectory,
)
from startlijn.domain.guidance.queries import moves as queries
from startlijn.domain.guidance.queries.coaching import needs_of, notes_of
from startlijn.domain.guidance.queries.unclaimed import unclaimed
from startlijn.domain.guidance.terms import (
    ContractType,
    DecidedAlreadyError,
    Ending,
    LineElsewhereError,
    Luggage,
    MoveStage,
    NotFreeError,
    StarterType,
)
from startlijn.domain.induction.models import InductionProgramme, ProgrammeElement, ProgrammeVersion
from tests.conftest import AT
from tests.domain.guidance.starters.conftest import FIRST, TODAY, at
from tests.domain.guidance.starters.test_changes import pairing, sees, work_of
from tests.domain.guidance.starters.test_registering import roles

DAY = date(2027, 2, 1)
ADDRESS = "sanne@example.org"


def ask(office, email=ADDRESS, **given):
    return office.do(
        actions.ask_to_move,
        by=office.other_educator,
        email=email,
        school_id=office.other_school.pk,
        **{"starts_on": DAY, "fte": Decimal("0.6"), **given},
    )


def question(office):
    with office.world.here():
        return Move.objects.get()


def agree(office, made, on=TODAY, **given):
    given.setdefault("move_id", question(office).pk)
    return office.do(actions.agree_to_move, by=office.as_starter(made, on), on=on, **given)


def programme(office, school, from_year=2026):
    """A programme in force with one talk in each of three years."""
    tenant = {"partnership": office.world.partnership}
    with office.world.here():
        owner = InductionProgramme.objects.create(
            **tenant, school=school, sector="po", title=school.name, created_at=AT
        )
        version = ProgrammeVersion.objects.create(**tenant, programme=owner, number=1, created_at=AT)
        for year in (1, 2, 3):
            ProgrammeElement.objects.create(
                **tenant,
                version_of=version,
                position=1,
                title_nl=f"{school.name} {year}",
                year=year,
                period="year",
                form="individual",
                kind="coaching_talk",
                times=4,
                starter_hours=4,
            )
        ProgrammeVersion.objects.filter(pk=version.pk).update(stage="in_force", in_force_from=from_year)
        return version


def steps(office, made):
    with office.world.here():
        return list(
            Trajectory.objects.get(pk=made.pk)
            .steps.order_by("planned_on")
            .values_list("title_nl", "planned_on")
        )


def mails(template):
    with everywhere("a test looks at the outbox"):
        return Mail.objects.filter(template=template).count()


@pytest.mark.parametrize("email", [ADDRESS, "nobody@example.org"])
def test_answer_and_journal_are_the_same_whether_or_not_there_is_such_a_starter(office, email):
    office.register()
    before = JournalLine.objects.count()
    assert ask(office, email) is None
    line = JournalLine.objects.order_by("-number").first()
    assert (JournalLine.objects.count() - before, line.action, line.object_type, line.details) == (
        1,
        "move.ask",
        "School",
        {},
    )


def test_starter_hears_of_it_and_the_school_sees_nothing(office):
    made = office.register()
    ask(office)
    assert mails("move_asked") == 1
    with office.world.here(), fixed(at=AT):
        [seen] = queries.own_moves(office.as_starter(made))
        assert (seen.school, seen.starts_on, seen.stage) == ("De Poort", DAY, MoveStage.ASKED)
        assert queries.own_moves(office.other_educator) == ()
    assert not sees(office, office.other_educator, made, TODAY)


def test_asking_again_changes_the_question(office):
    office.register()
    ask(office)
    ask(office, starts_on=date(2027, 3, 1))
    assert question(office).starts_on == date(2027, 3, 1)


def test_two_schools_may_ask_and_neither_notices(office):
    made = office.register()
    ask(office)
    third = office.world.add_school("De Derde", board=office.other_board)
    educator = office.world.actor("school_educator", "school", third.pk)
    office.do(actions.ask_to_move, by=educator, email=ADDRESS, school_id=third.pk, starts_on=DAY)
    with office.world.here():
        assert len(queries.own_moves(office.as_starter(made))) == 2


def test_school_where_the_starter_works_already_asks_nothing(office):
    office.register()
    office.do(actions.ask_to_move, email=ADDRESS, school_id=office.school.pk, starts_on=DAY)
    with office.world.here():
        assert not Move.objects.exists()


def test_one_asks_for_the_own_school_only(office):
    with pytest.raises(NotVisibleError):
        office.do(actions.ask_to_move, email=ADDRESS, school_id=office.other_school.pk, starts_on=DAY)


def test_agreed_move_ends_the_old_work_and_coaching_and_begins_the_new(office):
    made = office.register()
    coaching = pairing(office, made)
    ask(office)
    agree(office, made, luggage=[Luggage.NEEDS])
    assert work_of(office, made) == [
        (office.school.pk, Decimal(1), FIRST, DAY),
        (office.other_school.pk, Decimal("0.6"), DAY, None),
    ]
    with office.world.here():
        assert CoachPairing.objects.get(pk=coaching.pk).finished_on == DAY
        assert Trajectory.objects.get(pk=made.pk).started_on == FIRST
        assert queries.luggage_of(made.pk) == (DAY, frozenset({Luggage.NEEDS}))
    assert roles(office, made) == [("school", FIRST, DAY), ("school", DAY, None)]
    assert sees(office, office.other_educator, made, TODAY)
    assert [sees(office, office.educator, made, day) for day in (date(2027, 1, 31), DAY)] == [True, False]
    assert mails("move_agreed") == 1


def test_agreed_move_follows_the_new_programme_from_its_first_day_on(office):
    programme(office, office.school)
    new = programme(office, office.other_school)
    made = office.register()
    before = [line for line in steps(office, made) if line[1] < DAY]
    ask(office)
    agree(office, made)
    after = steps(office, made)
    assert [line for line in after if line[1] < DAY] == before
    assert {title for title, day in after if day >= DAY} == {"De Poort 1", "De Poort 2", "De Poort 3"}
    with office.world.here():
        assert Trajectory.objects.get(pk=made.pk).version_followed_id == new.pk


def test_work_beside_leaves_everything_as_it_was(office):
    old = programme(office, office.school)
    programme(office, office.other_school)
    made = office.register()
    coaching = pairing(office, made)
    ask(office, beside=True)
    agree(office, made)
    assert [(school, until) for school, _fte, _from, until in work_of(office, made)] == [
        (office.school.pk, None),
        (office.other_school.pk, None),
    ]
    with office.world.here():
        assert CoachPairing.objects.get(pk=coaching.pk).finished_on is None
        assert Trajectory.objects.get(pk=made.pk).version_followed_id == old.pk
        assert queries.luggage_of(made.pk) is None


def test_starter_with_two_jobs_says_which_one_ends(office):
    third = office.world.add_school("De Derde")
    made = office.register(office.work(), office.work(third, fte=Decimal("0.2")), by=office.hr)
    ask(office)
    with office.world.here():
        asked, work = queries.move_question(office.as_starter(made), question(office).pk)
        assert sorted(each.place for each in work) == ["De Derde", "De Regenboog"]
        ending = Employment.objects.get(school=third).pk
    agree(office, made, ends=[ending])
    assert {school: until for school, _fte, _from, until in work_of(office, made)} == {
        office.school.pk: None,
        third.pk: DAY,
        office.other_school.pk: None,
    }
    assert asked.beside is False


def test_leaving_starter_who_moves_does_not_leave(office):
    made = office.register()
    office.do(actions.leave, trajectory_id=made.pk, finished_on=DAY)
    ask(office)
    agree(office, made)
    with office.world.here():
        row = Trajectory.objects.get(pk=made.pk)
        assert (row.finished_on, row.ending) == (None, "")


def test_starter_of_a_pool_leaves_the_pool_for_a_school(office):
    made = office.register(office.work(nowhere=True), by=office.pool)
    ask(office)
    agree(office, made)
    with office.world.here():
        assert Trajectory.objects.get(pk=made.pk).pool_id is None


def test_refused_question_changes_nothing_and_tells_nobody(office):
    made = office.register()
    ask(office)
    office.do(actions.refuse_move, by=office.as_starter(made), move_id=question(office).pk)
    assert question(office).stage == MoveStage.REFUSED
    assert work_of(office, made) == [(office.school.pk, Decimal(1), FIRST, None)]
    assert mails("move_agreed") == 0
    with pytest.raises(DecidedAlreadyError):
        agree(office, made)


@pytest.mark.parametrize("who", ["educator", "other_educator", "hr", "pool"])
def test_nobody_decides_for_the_starter(office, who):
    office.register()
    ask(office)
    with pytest.raises(NotVisibleError):
        office.do(actions.agree_to_move, by=getattr(office, who), move_id=question(office).pk)


def test_another_starter_cannot_decide_either(office):
    office.register()
    ask(office)
    other = office.register(email="other@example.org")
    with pytest.raises(NotVisibleError):
        office.do(actions.refuse_move, by=office.as_starter(other), move_id=question(office).pk)


def test_registering_somebody_with_a_line_elsewhere_asks_the_starter(office):
    made = office.register()
    given = {
        "given_name": "S",
        "family_name": "W",
        "language": "nl",
        "sector": "po",
        "starter_type": StarterType.SUBSTITUTE,
        "started_on": DAY,
    }
    work = office.work(office.other_school, started_on=DAY, contract_type=ContractType.REPLACEMENT)
    asked = office.do(
        actions.register_or_ask, by=office.other_educator, email=ADDRESS, employments=[work], **given
    )
    assert asked is None
    assert (question(office).trajectory_id, question(office).contract_type) == (made.pk, "replacement")
    hr = office.world.actor("hr_advisor", "board", office.other_board.pk)
    at_board = office.work(board_id=office.other_board.pk, started_on=DAY)
    with pytest.raises(LineElsewhereError):
        office.do(actions.register_or_ask, by=hr, email=ADDRESS, employments=[at_board], **given)


# -- pools


def unarranged(office, actor, on=DAY):
    with office.world.here(), fixed(at=at(on)):
        return [row.pk for row in unclaimed(actor, on=on)]


def without_work(office):
    made = office.register()
    with office.world.here():
        row = Employment.objects.get(trajectory=made)
    office.do(actions.end_employment, employment_id=row.pk, finished_on=date(2027, 1, 1))
    return made


def test_who_has_no_work_any_more_is_shown_to_who_runs_a_pool(office):
    made = without_work(office)
    stranger = office.world.actor("pool_coordinator", "board", office.other_board.pk)
    seen = {
        name: unarranged(office, actor)
        for name, actor in {
            "pool": office.pool,
            "board": office.board_pool,
            "other": stranger,
            "hr": office.hr,
        }.items()
    }
    assert seen == {"pool": [made.pk], "board": [made.pk], "other": [], "hr": []}
    assert unarranged(office, office.pool, on=date(2026, 12, 31)) == []


def test_claimed_starter_has_a_pool_and_a_line_like_others(office):
    made = without_work(office)
    office.do(actions.claim_starter, by=office.pool, trajectory_id=made.pk, on=DAY)
    with office.world.here():
        row = Trajectory.objects.get(pk=made.pk)
        assert row.pool_id == office.world.partnership.pk
        now = Employment.objects.get(trajectory=made, started_on=DAY)
        assert (now.contract_type, now.school_id, now.board_id) == (ContractType.NONE, None, None)
    assert sees(office, office.pool, made, DAY)
    assert unarranged(office, office.pool) == []


def test_board_claims_into_its_own_pool_and_nobody_elses(office):
    made = without_work(office)
    with pytest.raises(NotVisibleError):
        office.do(
            actions.claim_starter,
            by=office.board_pool,
            trajectory_id=made.pk,
            board_id=office.other_board.pk,
            on=DAY,
        )
    with pytest.raises(NotVisibleError):
        office.do(actions.claim_starter, by=office.board_pool, trajectory_id=made.pk, on=DAY)
    row = office.do(
        actions.claim_starter,
        by=office.board_pool,
        trajectory_id=made.pk,
        board_id=office.world.board.pk,
        on=DAY,
    )
    assert (row.pool_id, row.pool_board_id) == (None, office.world.board.pk)
    assert sees(office, office.board_pool, made, DAY)


def test_starter_with_a_school_is_not_there_to_claim(office):
    made = office.register()
    with pytest.raises(NotVisibleError):
        office.do(actions.claim_starter, by=office.pool, trajectory_id=made.pk)


def test_who_was_claimed_before_is_said_so(office):
    made = without_work(office)
    office.do(actions.claim_starter, by=office.pool, trajectory_id=made.pk, on=DAY)
    with pytest.raises(NotFreeError):
        office.do(
            actions.claim_starter,
            by=office.board_pool,
            trajectory_id=made.pk,
            board_id=office.world.board.pk,
            on=DAY,
        )


# -- mergers


def merge(office, by):
    with office.world.here(), fixed(at=AT):
        return actions.merge_school(
            by=by, at=AT, school_id=office.school.pk, into_id=office.other_school.pk, on=DAY
        )


def test_merged_school_hands_over_running_work_and_keeps_its_history(office):
    past = office.register(office.work(finished_on=date(2026, 12, 1)), email="a@example.org")
    running = office.register(office.work(fte=Decimal("0.7"), lesson_hours=400), email="b@example.org")
    coming = office.register(office.work(started_on=date(2027, 5, 1)), email="c@example.org")
    coaching = pairing(office, running)
    coordinator = office.world.actor("coordinator")
    merge(office, coordinator)
    old, new = office.school.pk, office.other_school.pk
    assert work_of(office, past) == [(old, Decimal(1), FIRST, date(2026, 12, 1))]
    assert work_of(office, running) == [
        (old, Decimal("0.7"), FIRST, DAY),
        (new, Decimal("0.7"), DAY, None),
    ]
    assert work_of(office, coming) == [(new, Decimal(1), date(2027, 5, 1), None)]
    with office.world.here():
        assert School.objects.get(pk=old).merged_into_id == new
        row = Employment.objects.get(trajectory=running, school=new)
        assert (row.board_id, row.lesson_hours) == (office.other_board.pk, 400)
        assert CoachPairing.objects.get(pk=coaching.pk).finished_on is None
        assert Trajectory.objects.get(pk=running.pk).ending == ""
    assert sees(office, office.other_educator, running, DAY)


def test_who_works_at_both_merging_schools_goes_on_once(office):
    made = office.register(office.work(), office.work(office.other_school), by=office.pool)
    merge(office, office.world.actor("coordinator"))
    assert {school: until for school, _fte, _from, until in work_of(office, made)} == {
        office.school.pk: DAY,
        office.other_school.pk: None,
    }


def test_who_does_not_manage_schools_cannot_merge_them(office):
    with pytest.raises(NotVisibleError):
        merge(office, office.educator)


def test_finished_line_of_before_does_not_stand_in_the_way(office):
    made = office.register()
    office.do(actions.leave, trajectory_id=made.pk, finished_on=date(2026, 11, 1))
    again = office.register(office.work(started_on=DAY), started_on=DAY, when=date(2027, 1, 10))
    assert (again.person_id, again.pk == made.pk) == (made.person_id, False)
    with office.world.here():
        assert Trajectory.objects.get(pk=made.pk).ending == Ending.LEFT


@pytest.mark.parametrize(("luggage", "told"), [((), 0), ((Luggage.NEEDS,), 1)])
def test_new_coach_reads_earlier_needs_only_when_they_travel_along(office, luggage, told):
    made = office.register()
    programme(office, office.other_school)
    with office.world.here():
        NeedsIntake.objects.create(
            partnership=office.world.partnership,
            trajectory=made,
            concerns={"parents": 3},
            answered_at=at(TODAY),
        )
    ask(office)
    agree(office, made, luggage=luggage)
    later = date(2027, 2, 10)
    new = pairing(office, made, started_on=DAY)
    with office.world.here(), fixed(at=at(later)):
        coach = actor_of_person(new.coach_id, partnership_id=office.world.partnership.pk, at=at(later))
        assert (len(needs_of(coach, made.pk)), len(needs_of(office.as_starter(made, later), made.pk))) == (
            told,
            1,
        )


def note(office, row, worked):
    with office.world.here():
        ContactNote.objects.create(
            partnership=office.world.partnership, pairing=row, on=TODAY, worked=worked, written_at=at(TODAY)
        )


def read(office, row, on):
    """What a coach reads of the talks on a line on a day: what worked, and whether it was passed on."""
    with office.world.here(), fixed(at=at(on)):
        coach = actor_of_person(row.coach_id, partnership_id=office.world.partnership.pk, at=at(on))
        return [
            (each.worked, each.passed_on, each.changeable)
            for each in notes_of(coach, row.trajectory_id, at(on))
        ]


@pytest.mark.parametrize(
    ("luggage", "told"), [((), []), ((Luggage.NEEDS,), []), ((Luggage.NOTES,), [("rust", True, False)])]
)
def test_notes_travel_along_to_read_when_the_starter_says_so(office, luggage, told):
    made = office.register()
    programme(office, office.other_school)
    before = pairing(office, made)
    note(office, before, "rust")
    ask(office)
    agree(office, made, luggage=luggage)
    after, later = pairing(office, made, started_on=DAY), date(2027, 2, 10)
    note(office, after, "grapjes")
    assert [each for each in read(office, after, later) if each[0] == "rust"] == told
    assert read(office, before, later) == []
    assert ("rust", True, False) not in read(office, after, date(2027, 1, 31))
    with office.world.here(), fixed(at=at(later)):
        own = notes_of(office.as_starter(made, later), made.pk, at(later))
    assert sorted((each.worked, each.passed_on) for each in own) == [("grapjes", False), ("rust", False)]


def test_notes_that_travelled_along_cannot_be_changed_and_stay_with_the_first_coach_there(office):
    made = office.register()
    programme(office, office.other_school)
    note(office, pairing(office, made), "rust")
    ask(office)
    agree(office, made, luggage=[Luggage.NOTES])
    first, change = pairing(office, made, started_on=DAY), date(2027, 3, 1)
    with office.world.here(), fixed(at=at(date(2027, 2, 10))):
        coach = actor_of_person(first.coach_id, partnership_id=office.world.partnership.pk, at=at(DAY))
        with pytest.raises(NotVisibleError):
            actions.change_note(
                by=coach, at=at(DAY), note_id=ContactNote.objects.get().pk, on=DAY, worked="x"
            )
    with office.world.here():
        CoachPairing.objects.filter(pk=first.pk).update(finished_on=change)
    second = pairing(office, made, started_on=change)
    assert [read(office, row, date(2027, 3, 2)) for row in (first, second)] == [[], []]
