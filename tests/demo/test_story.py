"""What the demo tells once it is loaded: each persona finds something true to the own story."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from startlijn.base.access.rules import may, operator
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.accounts.models import Account
from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.models import Partnership, School
from startlijn.base.people.queries import actor_for
from startlijn.base.seams import fixed
from startlijn.base.tenancy import within
from startlijn.demo.load import load
from startlijn.demo.partnership import describe
from startlijn.demo.terms import Case
from startlijn.domain.guidance.models import (
    CoachPairing,
    CoachProfile,
    Employment,
    Move,
    NeedsIntake,
    Step,
    Tick,
    Trajectory,
)
from startlijn.domain.guidance.queries.asking import asked
from startlijn.domain.guidance.queries.exceptions import missing
from startlijn.domain.guidance.queries.moves import own_moves
from startlijn.domain.guidance.queries.practice import practice_of_partnership, practice_of_school
from startlijn.domain.guidance.queries.reduced import reduced_facts
from startlijn.domain.guidance.queries.unclaimed import unclaimed
from startlijn.domain.guidance.rules.exceptions import Lack
from startlijn.domain.guidance.terms import ContractType, Outcome, Side
from startlijn.domain.induction.models import BoardPolicy, ProgrammeElement, ProgrammeVersion
from startlijn.domain.induction.terms import StarterType
from startlijn.domain.instruments.queries import instrument_by_id
from startlijn.domain.review.models import ImprovementPoint, SafeguardScan
from startlijn.domain.review.queries.reviews import waiting_reviews
from startlijn.reports.overview.school import report_of_school

AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
DAY = AT.date()

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo at a moment in November, taken away afterwards; the clock stands still at that moment."""
    with django_db_blocker.unblock(), transaction.atomic(), fixed(at=AT):
        load(at=AT)
        with within(Partnership.objects.get().pk):
            yield
        transaction.set_rollback(True)


def persona(key: str) -> Actor:
    described = describe()
    person = next(each.person for each in described.personas if each.key == key)
    email = next(each.email for each in described.people if each.key == person)
    return actor_for(Account.objects.get(email=email).pk, partnership_id=None, at=AT)


def name_of(case: Case) -> str:
    described = describe()
    person = next(starter.person for starter in described.starters if starter.case is case)
    return next(each.name for each in described.people if each.key == person)


def line_of(case: Case) -> Trajectory:
    return next(
        line for line in Trajectory.objects.select_related("person") if str(line.person) == name_of(case)
    )


def example() -> School:
    return School.objects.get(
        name=next(s.name for s in describe().schools if s.key == describe().example_school)
    )


def test_every_starter_has_a_line_with_steps() -> None:
    assert Trajectory.objects.count() == 120
    assert not Trajectory.objects.filter(version_followed=None).exists()
    assert not Trajectory.objects.filter(steps=None).exists()


def test_there_are_starters_of_every_type_under_way() -> None:
    running = Trajectory.objects.filter(finished_on=None)
    assert set(running.values_list("starter_type", flat=True)) == set(StarterType)


def test_example_school_has_a_retired_version_one_in_force_and_a_draft() -> None:
    rows = ProgrammeVersion.objects.filter(programme__school=example()).order_by("number")
    assert list(rows.values_list("number", "stage")) == [(1, "retired"), (2, "in_force"), (3, "draft")]


def test_some_twelve_schools_have_a_programme_of_their_own_and_say_why() -> None:
    schools = ProgrammeVersion.objects.filter(programme__school__isnull=False)
    assert schools.values("programme").distinct().count() == 12
    assert set(schools.values_list("stage", flat=True)) == {"draft", "consultation", "in_force", "retired"}
    assert ProgrammeElement.objects.exclude(deviation="").count() >= 12


def test_partnership_has_a_form_of_its_own() -> None:
    found = instrument_by_id(persona("starter"), "first-weeks.2025-1")
    assert (found.title.nl, found.size, found.kind) == ("Jouw eerste zes weken", 5, "pulse")


def test_boards_wrote_policies_down() -> None:
    assert BoardPolicy.objects.count() == 3


def test_both_sides_confirmed_and_sometimes_disagree() -> None:
    sides: dict[object, dict[str, str]] = {}
    for step, side, outcome in Tick.objects.values_list("step", "side", "outcome"):
        sides.setdefault(step, {})[side] = outcome
    both = [each for each in sides.values() if len(each) == 2]
    differ = [each for each in both if each[Side.STARTER] != each[Side.COACH]]
    assert 0.01 < len(differ) / len(both) < 0.1


def test_year_two_fades_and_year_one_does_not() -> None:
    years = {each.year: each for each in practice_of_partnership(persona("coordinator"), DAY)}
    assert len(years[2].evaporating) >= 4
    assert years[1].evaporating == []


def test_confirmations_stand_in_the_journal_with_their_number() -> None:
    lines = [line.details for line in JournalLine.objects.filter(action="tick.make")]
    assert sum(line["ticks"] for line in lines) == Tick.objects.count()


def test_nobody_confirms_for_somebody_else() -> None:
    own = Tick.objects.filter(side=Side.STARTER).select_related("step__trajectory")
    assert all(tick.by_id == tick.step.trajectory.person_id for tick in own)
    coaches = {(row.trajectory_id, row.coach_id) for row in CoachPairing.objects.all()}
    given = Tick.objects.filter(side=Side.COACH).select_related("step")
    assert {(tick.step.trajectory_id, tick.by_id) for tick in given} <= coaches


@pytest.mark.parametrize("key", ["starter", "zij-instromer", "starter-zonder-bestuur"])
def test_starters_among_the_personas_have_a_line_notes_and_something_to_confirm(key: str) -> None:
    actor = persona(key)
    line = Trajectory.objects.get(person=actor.person_id)
    assert line.pairings.filter(finished_on=None).exists()
    assert NeedsIntake.objects.filter(trajectory=line).exists()
    assert sum(pairing.notes.count() for pairing in line.pairings.all()) >= 2
    assert {each.side for each in asked(actor, DAY)} == {Side.STARTER}


def test_coach_guides_two_and_is_full() -> None:
    coach = persona("coach")
    guided = CoachPairing.objects.filter(coach=coach.person_id, finished_on=None)
    profile = CoachProfile.objects.get(person=coach.person_id)
    assert (guided.count(), profile.most_starters, profile.training) == (2, 2, "trained")
    assert {each.side for each in asked(coach, DAY)} == {Side.COACH}


def test_educator_finds_who_would_be_forgotten() -> None:
    found = {(each.lack, each.name) for each in missing(persona("schoolopleider"), DAY)}
    gap = name_of(Case.YEAR_TWO_GAP)
    assert {
        (Lack.NO_COACH, name_of(Case.WAITS_FOR_COACH)),
        (Lack.NO_ACTIVITIES, gap),
        (Lack.NO_CONTACT, gap),
        (Lack.COACH_UNTRAINED, gap),
    } <= found


def test_leader_and_hr_see_that_plan_coach_and_hours_are_there() -> None:
    at_school = {each.name for each in reduced_facts(persona("schoolleider"))}
    of_board = {each.name for each in reduced_facts(persona("hr-adviseur"))}
    assert name_of(Case.PAUSED) in at_school
    assert at_school < of_board


def test_figures_of_the_example_school_are_about_enough_people_to_show() -> None:
    for year in practice_of_school(persona("schoolopleider"), example().pk, DAY):
        assert year.people is not None
        assert year.people >= 5


def test_career_switcher_is_asked_for_a_review_and_may_answer() -> None:
    actor = persona("zij-instromer")
    assert len(waiting_reviews(actor)) == 1
    assert may(actor, Permission.REVIEWS_ANSWER)


def test_closed_review_led_to_three_points_of_which_one_is_done() -> None:
    points = ImprovementPoint.objects.all()
    assert (points.count(), points.exclude(done_at=None).count()) == (3, 1)


def test_example_school_was_scanned_last_year_and_this_year() -> None:
    years = SafeguardScan.objects.order_by("scanned_on").values_list("scanned_on__year", flat=True)
    assert list(years) == [2025, 2026]


def test_pool_coordinator_finds_somebody_to_claim() -> None:
    found = [str(line.person) for line in unclaimed(persona("poolcoordinator"), on=DAY)]
    assert found == [name_of(Case.UNCLAIMED)]


def test_starter_without_a_board_was_claimed_and_is_asked_to_come() -> None:
    line = line_of(Case.CLAIMED)
    assert line.pool_id == line.partnership_id
    assert [each.stage for each in own_moves(persona("starter-zonder-bestuur"))] == ["asked"]
    last = Employment.objects.filter(trajectory=line).order_by("-started_on")[0]
    assert last.contract_type == ContractType.NONE


def test_two_school_starter_has_one_line_and_two_appointments_at_two_boards() -> None:
    work = Employment.objects.filter(trajectory=line_of(Case.TWO_SCHOOLS), finished_on=None)
    assert len({row.board_id for row in work}) == work.count() == 2


def test_pause_was_ended_and_moves_the_end() -> None:
    line = line_of(Case.PAUSED)
    pause = line.pauses.get()
    assert line.ends_on - line.started_on.replace(year=line.started_on.year + 3) == (
        pause.finished_on - pause.started_on
    )


def test_moved_starter_took_things_along_and_has_a_coach_there() -> None:
    line = line_of(Case.MOVED)
    move = Move.objects.get(trajectory=line)
    assert (move.stage, move.luggage) == ("agreed", ["hours", "needs"])
    assert line.pairings.count() == 2
    assert line.version_followed.programme.school_id == move.to_school_id


def test_leaver_leaves_on_a_day_to_come() -> None:
    line = line_of(Case.LEAVING)
    assert line.ending == "left"
    assert line.finished_on > DAY


def test_line_was_extended_beyond_three_years() -> None:
    line = line_of(Case.EXTENDED)
    assert (line.extended_days, line.finished_on) == (184, None)


def test_starter_with_the_gap_had_a_first_year_and_no_second() -> None:
    ticks = Tick.objects.filter(step__trajectory=line_of(Case.YEAR_TWO_GAP), outcome=Outcome.DONE)
    years = Counter(ticks.values_list("step__year", flat=True))
    assert (years[1] > 10, years[2]) == (True, 0)


def test_only_the_job_size_of_one_starter_was_lowered() -> None:
    row = Employment.objects.get(trajectory=line_of(Case.JOB_SIZE_LOWERED))
    assert row.fte < row.fte_agreed


# The report on the command line, with every number worked out again from the rows.


@pytest.fixture(scope="module")
def report(loaded: None) -> dict[str, Any]:
    with translation.override("nl"):
        return json.loads(
            json.dumps(asdict(report_of_school(operator_here(), example().name, DAY)), default=str)
        )


def operator_here() -> Actor:
    return operator(Partnership.objects.get().pk)


def version_here() -> ProgrammeVersion:
    return ProgrammeVersion.objects.get(programme__school=example(), stage="in_force")


def _lasts(job: Employment, day: date) -> bool:
    return job.started_on <= day and (job.finished_on is None or day < job.finished_on)


def sums_by_hand() -> dict[tuple[object, int], dict[str, Any]]:
    """Add up, step by step, what stands on the lines of whoever worked at the example school."""
    jobs = list(Employment.objects.filter(school=example()))
    found: dict[tuple[object, int], dict[str, Any]] = {}
    for step in Step.objects.filter(cancelled_at=None).select_related("element"):
        own = [job for job in jobs if job.trajectory_id == step.trajectory_id]
        if not any(_lasts(job, step.planned_on) for job in own):
            continue
        place = (step.element.key, step.year)
        mine = found.setdefault(place, {"people": set(), "planned": 0, "due": 0, "given": 0, "received": 0})
        said = [tick for tick in Tick.objects.filter(step=step) if tick.outcome == "done"]
        mine["people"].add(step.trajectory_id)
        mine["planned"] += step.starter_minutes
        mine["due"] += step.starter_minutes if said or step.planned_on <= DAY else 0
        mine["given"] += sum(tick.minutes for tick in said if tick.side == "coach")
        mine["received"] += sum(tick.minutes for tick in said if tick.side == "starter")
    return found


def test_hours_of_the_report_are_the_sums_of_the_rows(report: dict[str, Any]) -> None:
    by_hand = sums_by_hand()
    elements = list(ProgrammeElement.objects.filter(version_of=version_here()).order_by("year", "position"))
    told = [each for each in report["elements"] if each["in_programme"]]
    assert [(each["year"], each["title"]) for each in told] == [(row.year, row.title_nl) for row in elements]
    shown = 0
    for row, each in zip(elements, told, strict=True):
        mine = by_hand.get((row.key, row.year))
        hours = [each[f"{name}_hours"] for name in ("planned", "due", "given", "received")]
        if mine is None or len(mine["people"]) < 5:
            assert [each["starters"], *hours] == [None] * 5
            continue
        shown += 1
        sums = [round(mine[name] / 60, 2) for name in ("planned", "due", "given", "received")]
        assert [each["starters"], *hours] == [len(mine["people"]), *sums]
    assert shown >= 30


def test_report_tells_the_version_in_force_with_its_hours(report: dict[str, Any]) -> None:
    rows = ProgrammeElement.objects.filter(version_of=version_here())
    told = report["programme"]
    assert (told["version"], told["own"], told["holds_from"]) == (2, True, "2025-2026")
    assert told["elements"] == len(rows)
    assert told["starter_hours"] == float(sum(row.starter_hours for row in rows))
    assert told["coach_hours"] == float(sum(row.coach_hours for row in rows))


def test_criteria_of_the_report_follow_from_the_elements(report: dict[str, Any]) -> None:
    rows = list(ProgrammeElement.objects.filter(version_of=version_here()).order_by("position"))
    assert len(report["criteria"]) == 15
    for told in report["criteria"]:
        mine = [row for row in rows if row.year == told["year"] and told["criterion"] in row.criteria]
        reached = {kind for row in mine for kind in row.starter_types or StarterType.values}
        assert sorted(told["elements"]) == sorted({row.title_nl for row in mine})
        assert set(told["nothing_for"]) == set(StarterType.values) - reached
        assert told["met"] == (not told["nothing_for"])


def test_checks_of_the_report_have_reasons_and_follow_from_the_elements(report: dict[str, Any]) -> None:
    rows = list(ProgrammeElement.objects.filter(version_of=version_here()))
    verdicts = {check["code"]: check["verdict"] for check in report["checks"]}
    assert all(check["reasons"] for check in report["checks"])

    def every_year(rule: Callable[[ProgrammeElement], bool]) -> str:
        years = {row.year for row in rows if rule(row)}
        return "met" if len(years) == 3 else "partly" if years else "not"

    assert verdicts["collective"] == every_year(lambda row: row.form == "collective")
    assert verdicts["fixed_coach"] == every_year(lambda row: row.form == "individual" and row.fixed_coach)
    assert verdicts["owners"] == ("met" if all(row.owner for row in rows) else "partly")
    for criterion in {told["criterion"] for told in report["criteria"]}:
        years = [told["met"] for told in report["criteria"] if told["criterion"] == criterion]
        assert (verdicts[f"criterion_{criterion}"] == "met") == all(years)


def test_safeguarding_of_the_report_counts_two_for_yes_and_one_for_partly(report: dict[str, Any]) -> None:
    scans = SafeguardScan.objects.order_by("-scanned_on")
    by_hand = [
        (
            str(scan.scanned_on),
            sum({"yes": 2, "partly": 1, "no": 0}[each.met] for each in scan.answers.all()),
            16,
        )
        for scan in scans
    ]
    told = report["safeguarding"]
    assert [(each["scanned_on"], each["points"], each["most"]) for each in told["scans"]] == by_hand
    last = {each.item: each.met for each in scans[0].answers.all()}
    assert {each["item"]: each["met"] for each in told["items"]} == last


def test_report_of_a_school_without_a_programme_of_its_own_follows_the_partnership() -> None:
    own = ProgrammeVersion.objects.filter(stage="in_force", programme__school__isnull=False)
    school = School.objects.exclude(pk__in=own.values("programme__school")).filter(sector="po")[0]
    found = report_of_school(operator_here(), str(school.pk), DAY)
    assert found.programme is not None
    assert (found.programme.own, found.safeguarding.items) == (False, ())
    assert all(each.received_hours is None for each in found.elements)
