"""The life of a version, which one holds when, and who sees which."""

from datetime import UTC, date, datetime

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.seams import fixed
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.induction import actions, queries
from startlijn.domain.induction.models import InductionProgramme, ProgrammeVersion
from startlijn.domain.induction.terms import (
    BadYearError,
    DraftExistsError,
    EarlyConsentError,
    EmptyVersionError,
    VersionStage,
    WrongStageError,
    YearTakenError,
)
from tests.conftest import AT
from tests.domain.induction.conftest import DAY, new

LATER = datetime(2027, 9, 1, 9, 0, tzinfo=UTC)


def stage_of(office, version) -> str:
    with office.world.here():
        return ProgrammeVersion.objects.get(pk=version.pk).stage


def holds(office, on: date) -> int | None:
    with office.world.here():
        found = queries.version_in_force(office.world.school.pk, on)
    return found.number if found else None


def second(office, version, year: int) -> ProgrammeVersion:
    draft = office.do(actions.new_version, programme_id=version.programme_id)
    return office.publish(draft, year)


@pytest.fixture
def started(office):
    """A programme with one element, a draft."""
    version = office.start()
    office.add(version)
    return version


def test_version_goes_from_draft_to_staff_council_to_force(office, started) -> None:
    sent = office.do(actions.send_for_consultation, version_id=started.pk, on=DAY)
    assert (sent.stage, sent.consulted_on) == (VersionStage.CONSULTATION, DAY)
    agreed = office.do(actions.note_consent, version_id=started.pk, on=DAY)
    assert agreed.consent_on == DAY
    holding = office.do(actions.put_in_force, version_id=started.pk, from_year=2026)
    assert (holding.stage, holding.in_force_from) == (VersionStage.IN_FORCE, 2026)


def test_consent_never_blocks_and_may_come_later(office, started) -> None:
    office.publish(started)
    assert office.do(actions.note_consent, version_id=started.pk, on=DAY).consent_on == DAY


def test_consent_cannot_be_older_than_the_question(office, started) -> None:
    office.do(actions.send_for_consultation, version_id=started.pk, on=DAY)
    with pytest.raises(EarlyConsentError):
        office.do(actions.note_consent, version_id=started.pk, on=date(2026, 11, 1))


def test_draft_of_a_school_does_not_hold_without_the_staff_council(office, started) -> None:
    with pytest.raises(WrongStageError) as refused:
        office.do(actions.put_in_force, version_id=started.pk, from_year=2026)
    assert str(refused.value.figures["stage"]) == "draft"


def test_template_needs_no_staff_council(office) -> None:
    assert office.template().stage == VersionStage.IN_FORCE


def test_empty_version_goes_nowhere(office) -> None:
    version = office.start()
    with pytest.raises(EmptyVersionError):
        office.do(actions.send_for_consultation, version_id=version.pk, on=DAY)


def test_version_can_be_taken_back_to_change_it(office, started) -> None:
    office.do(actions.send_for_consultation, version_id=started.pk, on=DAY)
    office.do(actions.note_consent, version_id=started.pk, on=DAY)
    back = office.do(actions.take_back, version_id=started.pk)
    assert (back.stage, back.consulted_on, back.consent_on) == (VersionStage.DRAFT, None, None)
    office.add(started, new("One more"))


def test_version_is_not_taken_back_beside_another_draft(office, started) -> None:
    office.do(actions.send_for_consultation, version_id=started.pk, on=DAY)
    office.do(actions.new_version, programme_id=started.programme_id)
    with pytest.raises(DraftExistsError):
        office.do(actions.take_back, version_id=started.pk)


@pytest.mark.parametrize("year", [2015, 2030])
def test_year_far_from_now_is_a_slip_of_the_pen(office, started, year) -> None:
    office.do(actions.send_for_consultation, version_id=started.pk, on=DAY)
    with pytest.raises(BadYearError) as refused:
        office.do(actions.put_in_force, version_id=started.pk, from_year=year)
    assert refused.value.figures == {"first": "2016-2017", "last": "2029-2030"}


def test_two_versions_do_not_begin_in_one_year(office, started) -> None:
    office.publish(started)
    draft = office.do(actions.new_version, programme_id=started.programme_id)
    office.do(actions.send_for_consultation, version_id=draft.pk, on=DAY)
    with pytest.raises(YearTakenError) as refused:
        office.do(actions.put_in_force, version_id=draft.pk, from_year=2026)
    assert refused.value.figures == {"number": 1, "year": "2026-2027"}


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2026, 7, 31), None),
        (date(2026, 8, 1), 1),
        (date(2028, 7, 31), 1),
        (date(2028, 8, 1), 2),
        (date(2031, 1, 1), 2),
    ],
)
def test_newest_version_that_began_holds(office, started, on, number) -> None:
    office.publish(started, 2026)
    second(office, started, 2028)
    assert holds(office, on) == number


def test_replaced_version_is_retired_once_its_successor_began(office, started) -> None:
    office.publish(started, 2025)
    newer = second(office, started, 2027)
    assert (stage_of(office, started), holds(office, DAY)) == (VersionStage.IN_FORCE, 1)
    with office.world.here():
        draft = actions.new_version(by=office.educator, at=LATER, programme_id=started.programme_id)
        actions.send_for_consultation(by=office.educator, at=LATER, version_id=draft.pk, on=LATER.date())
        actions.put_in_force(by=office.educator, at=LATER, version_id=draft.pk, from_year=2028)
    assert (stage_of(office, started), stage_of(office, newer)) == (
        VersionStage.RETIRED,
        VersionStage.IN_FORCE,
    )
    assert (holds(office, date(2026, 1, 1)), holds(office, date(2027, 9, 1))) == (1, 2)


def test_version_put_in_force_for_the_past_replaces_at_once(office, started) -> None:
    office.publish(started, 2025)
    second(office, started, 2026)
    assert stage_of(office, started) == VersionStage.RETIRED


def test_ended_version_holds_no_more(office, started) -> None:
    office.publish(started)
    office.do(actions.retire_version, version_id=started.pk)
    assert holds(office, DAY) is None


def test_only_a_version_in_force_can_be_ended(office, started) -> None:
    with pytest.raises(WrongStageError):
        office.do(actions.retire_version, version_id=started.pk)


def test_draft_holds_nowhere_and_for_nobody(office, started) -> None:
    assert holds(office, DAY) is None


def test_template_of_the_partnership_holds_per_sector(office) -> None:
    template = office.template()
    with office.world.here():
        found = queries.template_in_force(office.world.partnership.pk, "po", DAY)
        assert (found.pk, queries.template_in_force(office.world.partnership.pk, "vo", DAY)) == (
            template.pk,
            None,
        )


def test_discarded_draft_takes_an_otherwise_empty_programme_along(office, started) -> None:
    office.do(actions.discard_draft, version_id=started.pk)
    with office.world.here():
        assert InductionProgramme.objects.count() == 0


def test_discarded_draft_leaves_other_versions(office, started) -> None:
    office.publish(started)
    draft = office.do(actions.new_version, programme_id=started.programme_id)
    office.do(actions.discard_draft, version_id=draft.pk)
    page = office.ask(queries.programme_page, started.programme_id)
    assert [version.number for version in page.versions] == [1]


def test_texts_of_a_draft_change_once_per_edit(office, started) -> None:
    given = {
        "introduction_nl": "Welkom",
        "introduction_en": "Welcome",
        "changes": "New",
        "hours_available": 12,
    }
    edited = office.do(actions.edit_version, version_id=started.pk, expected_version=1, **given)
    assert (edited.introduction_nl, edited.hours_available, edited.version) == ("Welkom", 12, 2)
    with pytest.raises(VersionConflictError):
        office.do(actions.edit_version, version_id=started.pk, expected_version=1, **given)


READERS = [
    ("starter", "school"),
    ("coach", "school"),
    ("team_leader", "school"),
    ("staff_council_member", "school"),
    ("auditor", "school"),
    ("board_executive", "board"),
    ("hr_advisor", "board"),
    ("coordinator", "partnership"),
    ("project_worker", "sub_region"),
]


def seen(office, role: str, place: str) -> list[int]:
    world = office.world
    at = {"school": world.school.pk, "board": world.board.pk, "sub_region": world.sub_region.pk}.get(place)
    by = world.actor(role, place, at)
    with world.here():
        lines = queries.programme_lines(by, list(queries.programmes_for(by)))
        return [
            version.number for line in lines for version in queries.programme_page(by, line.facts.id).versions
        ]


@pytest.mark.parametrize(("role", "place"), READERS)
def test_draft_is_seen_by_nobody_who_only_reads(office, started, role, place) -> None:
    assert seen(office, role, place) == []
    office.do(actions.send_for_consultation, version_id=started.pk, on=DAY)
    assert seen(office, role, place) == [1]
    office.do(actions.new_version, programme_id=started.programme_id)
    assert seen(office, role, place) == [1]


@pytest.mark.parametrize("role", ["school_educator", "school_leader"])
def test_draft_is_seen_by_who_designs(office, started, role) -> None:
    assert seen(office, role, "school") == [1]


def test_school_does_not_see_the_programme_of_another_school(office, started) -> None:
    office.publish(started)
    other = office.world.add_school("De Vlieger")
    by = office.world.actor("school_educator", "school", other.pk)
    assert list(office.ask(queries.programmes_for, by=by)) == []
    for query in (queries.version_page, queries.comparison_page, queries.checks_of, queries.coverage_of):
        with pytest.raises(NotVisibleError):
            office.ask(query, started.pk, by=by)


def test_partnership_next_door_sees_nothing(office, started, another_world) -> None:
    template = office.template()
    office.publish(started)
    by = another_world.actor("coordinator")
    with another_world.here():
        assert list(queries.programmes_for(by)) == []
        for pk in (started.pk, template.pk):
            with pytest.raises(NotVisibleError):
                queries.version_page(by, pk)


def test_template_of_the_partnership_is_read_and_offered_everywhere(office) -> None:
    template = office.template("Ours")
    other = office.world.add_school("De Vlieger", board=office.world.add_board("Elsewhere"))
    by = office.world.actor("school_leader", "school", other.pk)
    assert office.ask(queries.version_page, template.pk, by=by).managed is False
    page = office.ask(queries.start_page, by=by)
    assert [line.title for line in page.templates] == [
        "Ours",
        "Starting in primary education",
        "Starting in secondary education",
    ]
    assert [place.name for place in page.places] == ["De Vlieger"]


def test_template_of_a_board_is_read_by_its_schools_only(office) -> None:
    board = office.world.actor("board_executive", "board", office.world.board.pk)
    made = office.do(
        actions.start_programme, board, board_id=office.world.board.pk, sector="po", title="Of the board"
    )
    office.do(actions.add_element, board, version_id=made.pk, element=new())
    with pytest.raises(NotVisibleError):
        office.ask(queries.version_page, made.pk)
    office.do(actions.put_in_force, board, version_id=made.pk, from_year=2026)
    assert office.ask(queries.version_page, made.pk).programme.owner == "Bestuur De Lijn"
    other = office.world.add_school("De Vlieger", board=office.world.add_board("Elsewhere"))
    stranger = office.world.actor("school_educator", "school", other.pk)
    with pytest.raises(NotVisibleError):
        office.ask(queries.version_page, made.pk, by=stranger)


def test_list_finds_by_name_and_by_stage(office, started) -> None:
    office.template("Ours")
    assert [row.title for row in office.ask(queries.programmes_for, "regenboog")] == ["Our programme"]
    assert [row.title for row in office.ask(queries.programmes_for, "", "in_force")] == ["Ours"]
    assert [row.title for row in office.ask(queries.programmes_for, "", "nonsense")] == [
        "Our programme",
        "Ours",
    ]


def test_line_of_the_list_tells_what_holds_and_what_is_new(office, started) -> None:
    office.publish(started)
    office.do(actions.new_version, programme_id=started.programme_id)
    with fixed(at=AT):
        rows = list(office.ask(queries.programmes_for))
        (line,) = office.ask(queries.programme_lines, rows)
    assert (line.holds.number, line.newest.number, line.managed) == (1, 2, True)


def test_page_counts_hours_of_guidance_and_of_time_off_apart(office) -> None:
    page = office.ask(queries.version_page, office.start("vo.2026-1").pk)
    first = page.years[0]
    assert (first.relief, first.coach) == (164, 28)
    assert first.guidance + first.relief == sum(each.starter_hours for each in first.elements)


def test_checks_know_the_board_and_the_staff_council(office) -> None:
    version = office.start("po.2026-1")
    board = office.world.actor("board_executive", "board", office.world.board.pk)
    office.do(
        actions.save_policy,
        board,
        board_id=office.world.board.pk,
        expected_version=0,
        decided=actions.Decided(approach="Together", formulated_on=DAY),
    )
    office.publish(version)
    office.do(actions.note_consent, version_id=version.pk, on=DAY)
    verdicts = {
        check.code: check.verdict for check in office.ask(queries.checks_of, version.pk, coaches=2, trained=2)
    }
    assert set(verdicts.values()) == {"met"}
    assert len(verdicts) == 22
