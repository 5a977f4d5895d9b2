"""The described demo: sizes, geography, people, and that the main job can be done with it."""

import csv
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from startlijn import content
from startlijn.base.access.terms import ROLES, Place, Role
from startlijn.demo.partnership import describe
from startlijn.demo.script import script
from startlijn.demo.terms import Case, DemoPartnership, RoundKind, StarterKind
from startlijn.domain.groups.terms import Moment, Theme
from startlijn.engines.gazetteer.gazetteer import kilometres


@pytest.fixture(scope="module")
def demo() -> DemoPartnership:
    return describe()


def can_form_groups(boards: list[str]) -> bool:
    """Groups of 3 and 4 with no board twice exist: deal the schools out board by board."""
    return len(boards) >= 6 and max(Counter(boards).values()) <= len(boards) // 3


def test_sizes_are_those_of_the_commission(demo: DemoPartnership) -> None:
    assert (len(demo.boards), len(demo.schools), len(demo.sub_regions)) == (38, 95, 5)


def test_description_is_the_same_every_time(demo: DemoPartnership) -> None:
    assert describe() == demo


def test_description_differs_for_another_seed(demo: DemoPartnership) -> None:
    assert describe(seed=99).schools != demo.schools


def test_sub_regions_have_their_share_of_schools(demo: DemoPartnership) -> None:
    counts = Counter(school.sub_region for school in demo.schools)
    assert counts == {"den-bosch": 22, "veghel": 17, "tilburg": 19, "eindhoven": 21, "venlo": 16}


def test_boards_are_of_unequal_size(demo: DemoPartnership) -> None:
    sizes = Counter(Counter(school.board for school in demo.schools).values())
    assert sizes == {1: 18, 2: 5, 3: 6, 4: 3, 5: 2, 6: 2, 7: 1, 8: 1}


def test_both_sectors_take_part_and_boards_keep_to_one(demo: DemoPartnership) -> None:
    sector_of = {board.key: board.sector for board in demo.boards}
    assert Counter(school.sector for school in demo.schools) == {"po": 78, "vo": 17}
    assert all(sector_of[school.board] == school.sector for school in demo.schools)


def test_audit_groups_apart_by_board_are_possible_everywhere(demo: DemoPartnership) -> None:
    boards = defaultdict(list)
    for school in demo.schools:
        boards[school.sub_region].append(school.board)
    assert all(can_form_groups(each) for each in boards.values())


@pytest.mark.parametrize("year", ["sign_ups", "sign_ups_last_year"])
def test_signed_up_schools_can_form_audit_groups_in_every_sub_region(
    demo: DemoPartnership, year: str
) -> None:
    school_of = {school.key: school for school in demo.schools}
    boards = defaultdict(list)
    for sign_up in getattr(demo, year):
        if sign_up.round is RoundKind.AUDIT:
            school = school_of[sign_up.school]
            boards[school.sub_region].append(school.board)
    assert len(boards) == 5
    assert all(can_form_groups(each) for each in boards.values())


@pytest.mark.parametrize("year", ["sign_ups", "sign_ups_last_year"])
def test_signed_up_schools_can_form_intervision_groups_in_every_sub_region(
    demo: DemoPartnership, year: str
) -> None:
    region_of = {school.key: school.sub_region for school in demo.schools}
    wanted = [each for each in getattr(demo, year) if each.round is RoundKind.INTERVISION]
    counts = Counter(region_of[each.school] for each in wanted)
    assert len(counts) == 5
    assert min(counts.values()) >= 3


def test_the_example_school_signed_up_last_year_and_not_yet_this_year(demo: DemoPartnership) -> None:
    assert demo.example_school not in {each.school for each in demo.sign_ups}
    assert demo.example_school in {each.school for each in demo.sign_ups_last_year}


def test_most_schools_signed_up_for_audits(demo: DemoPartnership) -> None:
    assert sum(each.round is RoundKind.AUDIT for each in demo.sign_ups) > len(demo.schools) / 2


def test_names_are_all_different(demo: DemoPartnership) -> None:
    for parts in (demo.boards, demo.schools, demo.people):
        assert len({part.key for part in parts}) == len({part.name for part in parts}) == len(parts)


def test_no_school_has_the_name_of_a_real_secondary_school(demo: DemoPartnership, shared_data: Path) -> None:
    with (shared_data / "02.-alle-vestigingen-vo.csv").open(encoding="cp1252") as file:
        real = {row["VESTIGINGSNAAM"].strip().casefold() for row in csv.DictReader(file, delimiter=";")}
    assert {school.name for school in demo.schools if school.name.casefold() in real} == set()


def test_schools_stand_in_or_near_their_place(demo: DemoPartnership) -> None:
    places = content.gazetteer()
    distances = [
        kilometres(school.lat, school.lon, (at := places.place(school.place)).lat, at.lon)
        for school in demo.schools
    ]
    assert max(distances) < 2.6


def test_schools_are_within_reach_of_the_centre_of_their_sub_region(demo: DemoPartnership) -> None:
    centre = {each.key: each for each in demo.sub_regions}
    distances = [
        kilometres(school.lat, school.lon, centre[school.sub_region].lat, centre[school.sub_region].lon)
        for school in demo.schools
    ]
    assert max(distances) < 32


def test_no_two_schools_coincide(demo: DemoPartnership) -> None:
    assert all(kilometres(a.lat, a.lon, b.lat, b.lon) > 0.15 for a, b in combinations(demo.schools, 2))


def test_every_role_of_the_field_has_a_persona(demo: DemoPartnership) -> None:
    # Who stopped as a starter gets that role from the dossier itself.
    assert {persona.role for persona in demo.personas} == set(Role) - {Role.DOSSIER_OWNER}


def test_the_main_persona_is_the_project_worker(demo: DemoPartnership) -> None:
    assert [persona.role for persona in demo.personas if persona.main] == [Role.PROJECT_WORKER]


def test_personas_hold_the_role_of_their_story(demo: DemoPartnership) -> None:
    held = {person.key: {role.role for role in person.roles} for person in demo.people}
    assert all(persona.role in held[persona.person] for persona in demo.personas)


def test_persona_stories_are_one_sentence_in_both_languages(demo: DemoPartnership) -> None:
    stories = [text for persona in demo.personas for text in (persona.story.nl, persona.story.en)]
    assert all(text.endswith(".") and text.count(".") == 1 for text in stories)


def test_personas_of_the_example_school_meet_there(demo: DemoPartnership) -> None:
    there = {
        persona.role
        for persona in demo.personas
        for person in demo.people
        if person.key == persona.person and demo.example_school in {role.at for role in person.roles}
    }
    assert there == {Role.STARTER, Role.COACH, Role.SCHOOL_EDUCATOR, Role.SCHOOL_LEADER, Role.AUDITOR}


def test_every_school_has_an_educator_and_a_leader(demo: DemoPartnership) -> None:
    held = {(role.role, role.at) for person in demo.people for role in person.roles}
    for school in demo.schools:
        assert {(Role.SCHOOL_EDUCATOR, school.key), (Role.SCHOOL_LEADER, school.key)} <= held


def test_roles_are_held_at_places_that_exist_and_are_allowed(demo: DemoPartnership) -> None:
    known = {
        Place.SCHOOL: {school.key for school in demo.schools},
        Place.BOARD: {board.key for board in demo.boards},
        Place.INSTITUTE: {institute.key for institute in demo.institutes},
        Place.PARTNERSHIP: {""},
    }
    for person in demo.people:
        for role in person.roles:
            assert role.at in known[role.place]
            assert role.place in ROLES[role.role].places


def test_mail_goes_to_a_reserved_domain_and_addresses_differ(demo: DemoPartnership) -> None:
    addresses = [person.email for person in demo.people]
    assert len(set(addresses)) == len(addresses)
    assert all(address.isascii() and address.endswith("@startlijn.test") for address in addresses)


def test_starters_fill_four_cohorts(demo: DemoPartnership) -> None:
    assert Counter(starter.cohort for starter in demo.starters) == {2023: 24, 2024: 28, 2025: 32, 2026: 36}


def test_starters_are_of_every_kind(demo: DemoPartnership) -> None:
    assert {starter.kind for starter in demo.starters} == set(StarterKind)


def test_some_starters_work_from_a_pool_and_some_for_no_board(demo: DemoPartnership) -> None:
    pooled = [starter for starter in demo.starters if starter.board and not starter.school]
    independent = [starter for starter in demo.starters if not starter.board]
    assert (len(pooled), len(independent)) == (8, 4)


def test_coaches_were_coaches_when_their_starter_began_and_lead_nobody(demo: DemoPartnership) -> None:
    roles = {person.key: person.roles for person in demo.people}
    for starter in demo.starters:
        for coach in filter(None, (starter.coach, starter.other_coach)):
            held = {role.role: role.started_on for role in roles[coach]}
            assert held[Role.COACH] <= starter.started_on
            assert not {Role.SCHOOL_LEADER, Role.TEAM_LEADER, Role.STARTER} & set(held)


def test_most_coaches_work_where_their_starter_works_and_a_few_elsewhere(demo: DemoPartnership) -> None:
    places = {person.key: {role.at for role in person.roles} for person in demo.people}
    guided = [starter for starter in demo.starters if starter.coach]
    elsewhere = [each for each in guided if (each.school or each.board) not in places[each.coach]]
    assert 3 <= len(elsewhere) <= len(guided) / 10


def test_every_case_of_the_story_has_a_starter(demo: DemoPartnership) -> None:
    assert {starter.case for starter in demo.starters} == {None, *Case}


def test_pools_of_boards_have_somebody_who_runs_them(demo: DemoPartnership) -> None:
    held = {(role.role, role.at) for person in demo.people for role in person.roles}
    pooled = {starter.board for starter in demo.starters if starter.board and not starter.school}
    assert {(Role.POOL_COORDINATOR, board) for board in pooled} <= held


def test_enough_starters_passed_the_example_schools_to_show_figures(demo: DemoPartnership) -> None:
    counts = Counter(starter.school for starter in demo.starters)
    assert counts[demo.example_school] >= 5
    assert counts[demo.example_secondary] >= 5


def test_nobody_left_longer_ago_than_lines_are_kept(demo: DemoPartnership) -> None:
    left = [starter.finished_on for starter in demo.starters if starter.finished_on]
    assert min(left) == date(demo.school_year - 1, 8, 1)


def test_some_new_starters_at_a_school_still_wait_for_a_coach(demo: DemoPartnership) -> None:
    waiting = [starter for starter in demo.starters if starter.board and not starter.coach]
    assert {starter.cohort for starter in waiting} == {demo.school_year}
    assert len(waiting) <= 8


def test_starters_leave_only_after_they_started(demo: DemoPartnership) -> None:
    left = [starter for starter in demo.starters if starter.finished_on]
    assert left
    assert all(starter.finished_on and starter.finished_on > starter.started_on for starter in left)


def test_a_school_signs_up_once_by_its_own_educator(demo: DemoPartnership) -> None:
    held = {person.key: {(role.role, role.at) for role in person.roles} for person in demo.people}
    assert len({sign_up.school for sign_up in demo.sign_ups}) == len(demo.sign_ups)
    assert all((Role.SCHOOL_EDUCATOR, each.school) in held[each.contact] for each in demo.sign_ups)


def test_every_signed_up_school_has_a_usual_afternoon_free(demo: DemoPartnership) -> None:
    usual = {"tue_pm", "thu_pm"}
    assert all(usual & set(sign_up.free_moments) for sign_up in demo.sign_ups)


def test_sign_ups_speak_the_words_of_groups(demo: DemoPartnership) -> None:
    assert {moment for sign_up in demo.sign_ups for moment in sign_up.free_moments} <= set(Moment)
    assert {sign_up.learning_question.theme for sign_up in demo.sign_ups} <= set(Theme)


def test_the_example_school_meets_every_criterion(demo: DemoPartnership) -> None:
    example = next(school for school in demo.schools if school.key == demo.example_school)
    assert example.training_school
    assert example.maturity.met == 3


def test_script_fits_the_places_to_the_boards() -> None:
    for sub_region in script().sub_regions:
        for sector, places in sub_region.places.items():
            wanted = sum(
                board.schools.get(sub_region.key, 0) for board in script().boards if board.sector == sector
            )
            assert sum(places.values()) == wanted
