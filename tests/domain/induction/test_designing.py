"""Starting a programme and designing a draft: who may, what happens, what is refused."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.induction import actions, queries
from startlijn.domain.induction.models import InductionProgramme, ProgrammeElement
from startlijn.domain.induction.rules.comparing import compare
from startlijn.domain.induction.terms import (
    MOST_ELEMENTS,
    BadElementError,
    Clock,
    DraftExistsError,
    NotADraftError,
    ProgrammeExistsError,
    TooManyElementsError,
    VersionStage,
)
from tests.conftest import AT
from tests.domain.induction.conftest import DAY, new


def keys(office, version):
    with office.world.here():
        return [row.key for row in queries.elements_of(version.pk)]


def contents(office, version):
    with office.world.here():
        return tuple(queries.element_from(row) for row in queries.elements_of(version.pk))


def test_programme_from_a_packaged_template_has_its_elements_and_keys(office) -> None:
    version = office.start("po.2026-1")
    assert (version.number, version.stage, version.template) == (1, VersionStage.DRAFT, "po.2026-1")
    assert len(keys(office, version)) == 38
    assert office.titles(version)[:2] == [
        (1, 1, "Veertig uur voor jezelf als starter"),
        (1, 2, "Geen extra taken in je eerste jaar"),
    ]
    found = office.ask(queries.comparison_page, version.pk)
    assert (found.before, found.with_template, found.comparison.is_same) == (
        "Starting in primary education",
        True,
        True,
    )


def test_programme_from_nothing_is_empty_and_compares_with_nothing(office) -> None:
    version = office.start()
    assert (keys(office, version), version.template) == ([], "")
    found = office.ask(queries.comparison_page, version.pk)
    assert (found.choices, found.chosen, found.comparison.is_same) == ((), "", True)


def test_programme_from_a_template_of_the_partnership_is_a_copy_with_the_same_keys(office) -> None:
    template = office.template("Ours", new("Talk"), new("Visit", year=2))
    version = office.start(str(template.pk))
    assert keys(office, version) == keys(office, template)
    office.do(
        actions.change_element,
        element_id=office.ask(queries.version_page, version.pk).elements[0].id,
        expected_version=1,
        element=replace(new("Talk"), starter_hours=Decimal(9), deviation="We have more time."),
    )
    found = office.ask(queries.comparison_page, version.pk)
    assert (found.before, [change.why for change in found.comparison.changed]) == (
        "Ours",
        ["We have more time."],
    )


def test_programme_is_compared_with_the_newest_edition_of_its_template(office) -> None:
    template = office.template("Ours", new("Talk"))
    version = office.start(template.pk)
    by = office.world.operator
    newer = office.do(actions.new_version, by, programme_id=template.programme_id, changes="More")
    office.do(actions.add_element, by, version_id=newer.pk, element=new("Visit"))
    assert office.ask(queries.comparison_page, version.pk).comparison.is_same
    office.do(actions.put_in_force, by, version_id=newer.pk, from_year=2027)
    found = office.ask(queries.comparison_page, version.pk)
    assert [each.title_nl for each in found.comparison.removed] == ["Visit"]


def test_school_has_one_programme(office) -> None:
    office.start()
    with pytest.raises(ProgrammeExistsError) as refused:
        office.start()
    assert refused.value.figures == {"school": "De Regenboog"}


@pytest.mark.parametrize("template", ["po.1999-1", "0190e0a4-0000-7000-8000-000000000000", "nonsense"])
def test_template_that_is_not_there_starts_nothing(office, template) -> None:
    with pytest.raises(NotVisibleError):
        office.start(template)
    with office.world.here():
        assert InductionProgramme.objects.count() == 0


def test_draft_of_a_template_cannot_be_copied(office) -> None:
    draft = office.do(actions.start_programme, office.world.operator, sector="po", title="Ours")
    with pytest.raises(NotVisibleError):
        office.start(draft.pk)


def test_programme_of_another_school_is_no_template(office) -> None:
    other = office.world.add_school("De Vlieger")
    theirs = office.do(
        actions.start_programme,
        office.world.operator,
        school_id=other.pk,
        sector="po",
        title="Theirs",
        template="po.2026-1",
    )
    office.do(actions.send_for_consultation, office.world.operator, version_id=theirs.pk, on=DAY)
    office.do(actions.put_in_force, office.world.operator, version_id=theirs.pk, from_year=2026)
    with pytest.raises(NotVisibleError):
        office.start(theirs.pk)


@pytest.mark.parametrize(
    ("role", "place", "what"),
    [
        ("school_leader", "school", "school"),
        ("board_executive", "board", "board"),
        ("coordinator", "partnership", "partnership"),
    ],
)
def test_each_starts_what_is_their_own(office, role, place, what) -> None:
    at = {"school": office.world.school.pk, "board": office.world.board.pk}.get(place)
    by = office.world.actor(role, place, at)
    owners = {
        "school": {"school_id": office.world.school.pk},
        "board": {"board_id": office.world.board.pk},
        "partnership": {},
    }
    for kind, owner in owners.items():
        if kind == what:
            assert office.do(actions.start_programme, by, sector="po", title="Mine", **owner).number == 1
        else:
            with pytest.raises(NotVisibleError):
                office.do(actions.start_programme, by, sector="po", title="Not mine", **owner)


@pytest.mark.parametrize("role", ["starter", "coach", "team_leader", "staff_council_member", "auditor"])
def test_who_reads_does_not_write(office, role) -> None:
    version = office.start()
    by = office.world.actor(role, "school", office.world.school.pk)
    with pytest.raises(NotVisibleError):
        office.do(actions.add_element, by, version_id=version.pk, element=new())
    with pytest.raises(NotVisibleError):
        office.do(actions.send_for_consultation, by, version_id=version.pk, on=DAY)


def test_educator_of_another_school_does_not_write_here(office) -> None:
    version = office.start()
    (row,) = office.add(version)
    other = office.world.add_school("De Vlieger")
    by = office.world.actor("school_educator", "school", other.pk)
    for verb, given in (
        (actions.add_element, {"version_id": version.pk, "element": new()}),
        (actions.change_element, {"element_id": row.pk, "expected_version": 1, "element": new()}),
        (actions.duplicate_element, {"element_id": row.pk}),
        (actions.remove_element, {"element_id": row.pk, "expected_version": 1}),
        (actions.new_version, {"programme_id": version.programme_id}),
        (actions.discard_draft, {"version_id": version.pk}),
    ):
        with pytest.raises(NotVisibleError):
            office.do(verb, by, **given)


def test_element_is_added_last_in_its_year(office) -> None:
    version = office.start()
    office.add(version, new("A"), new("B", year=2), new("C"))
    assert office.titles(version) == [(1, 1, "A"), (1, 2, "C"), (2, 1, "B")]


def test_element_that_cannot_be_is_not_added(office) -> None:
    version = office.start()
    with pytest.raises(BadElementError) as refused:
        office.add(version, new("A", year=4, times=0))
    assert list(refused.value.faults) == ["year", "times"]
    assert office.titles(version) == []


def test_version_has_an_end_to_its_room(office) -> None:
    version = office.start()
    with office.world.here():
        ProgrammeElement.objects.bulk_create(
            ProgrammeElement(
                partnership=office.world.partnership,
                version_of=version,
                position=number,
                title_nl=f"E{number}",
                year=1,
                form="individual",
                kind="training",
                starter_hours=1,
            )
            for number in range(MOST_ELEMENTS)
        )
    with pytest.raises(TooManyElementsError):
        office.add(version)


def test_changed_element_keeps_its_key_and_counts_its_edits(office) -> None:
    version = office.start()
    first, _other = office.add(version, new("A"), new("B"))
    changed = office.do(
        actions.change_element, element_id=first.pk, expected_version=1, element=new("A2", year=3)
    )
    assert (changed.key, changed.version) == (first.key, 2)
    assert office.titles(version) == [(1, 1, "B"), (3, 1, "A2")]
    with pytest.raises(VersionConflictError):
        office.do(actions.change_element, element_id=first.pk, expected_version=1, element=new("Mine"))


def test_copy_is_an_element_of_its_own(office) -> None:
    version = office.start()
    (row,) = office.add(version, new("A"))
    copy = office.do(actions.duplicate_element, element_id=row.pk)
    later = office.do(actions.duplicate_element, element_id=row.pk, year=3)
    assert office.titles(version) == [(1, 1, "A"), (1, 2, "A"), (3, 1, "A")]
    assert len({row.key, copy.key, later.key}) == 3


def test_move_takes_an_element_to_the_end_of_another_year(office) -> None:
    version = office.start()
    first, *_rest = office.add(version, new("A"), new("B"), new("C", year=2))
    office.do(actions.move_element, element_id=first.pk, expected_version=1, year=2)
    assert office.titles(version) == [(1, 1, "B"), (2, 1, "C"), (2, 2, "A")]
    with pytest.raises(BadElementError):
        office.do(actions.move_element, element_id=first.pk, expected_version=2, year=4)


@pytest.mark.parametrize(
    ("title", "steps", "order"),
    [("B", -1, "BAC"), ("B", 1, "ACB"), ("A", -1, "ABC"), ("C", 1, "ABC"), ("C", -9, "CAB")],
)
def test_reorder_moves_within_the_year_and_stops_at_its_ends(office, title, steps, order) -> None:
    version = office.start()
    rows = office.add(version, new("A"), new("B"), new("C"), new("D", year=2))
    row = next(each for each in rows if each.title_nl == title)
    office.do(actions.reorder_element, element_id=row.pk, steps=steps)
    assert office.titles(version) == [
        *((1, place, name) for place, name in enumerate(order, start=1)),
        (2, 1, "D"),
    ]


def test_removed_element_leaves_no_hole(office) -> None:
    version = office.start()
    first, *_rest = office.add(version, new("A"), new("B"))
    with pytest.raises(VersionConflictError):
        office.do(actions.remove_element, element_id=first.pk, expected_version=7)
    office.do(actions.remove_element, element_id=first.pk, expected_version=1)
    assert office.titles(version) == [(1, 1, "B")]


def test_hours_are_set_together_and_only_changed_ones_count(office) -> None:
    version = office.start()
    first, second = office.add(version, new("A"), new("B"))
    given = {
        first.pk: actions.Hours(Decimal("2.5"), Decimal(3), 1),
        second.pk: actions.Hours(Decimal(4), Decimal(4), 99),  # the same hours: nobody's work is lost
    }
    assert office.do(actions.set_hours, version_id=version.pk, hours=given) == 1
    assert [(each.starter_hours, each.coach_hours, each.version) for each in contents(office, version)] == [
        (Decimal("2.5"), Decimal(3), 2),
        (Decimal(4), Decimal(4), 1),
    ]


def test_hours_are_all_refused_when_one_is_wrong(office) -> None:
    version = office.start()
    first, second = office.add(version, new("A"), new("B"))
    good = actions.Hours(Decimal(1), Decimal(1), 1)
    for wrong, error in (
        ({second.pk: actions.Hours(Decimal(-1), Decimal(1), 1)}, BadElementError),
        ({second.pk: actions.Hours(Decimal(1), Decimal(1), 9)}, VersionConflictError),
        ({uuid4(): good}, NotVisibleError),
    ):
        with pytest.raises(error):
            office.do(actions.set_hours, version_id=version.pk, hours={first.pk: good} | wrong)
    assert [each.starter_hours for each in contents(office, version)] == [Decimal(4), Decimal(4)]


def test_new_version_is_a_copy_with_the_same_keys(office) -> None:
    version = office.start("po.2026-1")
    office.publish(version)
    draft = office.do(actions.new_version, programme_id=version.programme_id, changes="Fewer meetings")
    assert (draft.number, draft.stage, draft.based_on_id, draft.changes) == (
        2,
        VersionStage.DRAFT,
        version.pk,
        "Fewer meetings",
    )
    assert keys(office, draft) == keys(office, version)
    assert compare(contents(office, version), contents(office, draft)).is_same


def test_there_is_one_draft_at_a_time(office) -> None:
    version = office.start()
    with pytest.raises(DraftExistsError) as refused:
        office.do(actions.new_version, programme_id=version.programme_id)
    assert refused.value.figures == {"number": 1}


def test_version_that_people_read_stays_as_it_is(office) -> None:
    version = office.start()
    (row,) = office.add(version)
    office.do(actions.send_for_consultation, version_id=version.pk, on=DAY)
    edit = {"introduction_nl": "", "introduction_en": "", "changes": "", "hours_available": 16}
    for verb, given in (
        (actions.add_element, {"version_id": version.pk, "element": new()}),
        (actions.change_element, {"element_id": row.pk, "expected_version": 1, "element": new("B")}),
        (actions.duplicate_element, {"element_id": row.pk}),
        (actions.move_element, {"element_id": row.pk, "expected_version": 1, "year": 2}),
        (actions.reorder_element, {"element_id": row.pk, "steps": 1}),
        (actions.remove_element, {"element_id": row.pk, "expected_version": 1}),
        (actions.set_hours, {"version_id": version.pk, "hours": {}}),
        (actions.edit_version, {"version_id": version.pk, "expected_version": 2, **edit}),
        (actions.discard_draft, {"version_id": version.pk}),
    ):
        with pytest.raises(NotADraftError):
            office.do(verb, **given)


def test_name_and_clock_of_a_programme_can_change(office) -> None:
    version = office.start()
    given = {"programme_id": version.programme_id, "title": "Starting here", "clock": Clock.FTE}
    changed = office.do(actions.edit_programme, expected_version=1, **given)
    assert (changed.title, changed.clock, changed.version) == ("Starting here", "fte", 2)
    with pytest.raises(VersionConflictError):
        office.do(actions.edit_programme, expected_version=1, **given)


def test_every_verb_leaves_a_line(office) -> None:
    version = office.start()
    (row,) = office.add(version)
    office.do(actions.duplicate_element, element_id=row.pk)
    office.do(actions.remove_element, element_id=row.pk, expected_version=1)
    lines = JournalLine.objects.order_by("-number").values_list("action", "actor_name", "at")[:4]
    assert [line[0] for line in lines] == [
        "element.remove",
        "element.duplicate",
        "element.add",
        "programme.start",
    ]
    assert {line[1:] for line in lines} == {(office.educator.name, AT)}
