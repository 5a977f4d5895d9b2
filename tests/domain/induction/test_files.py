"""A programme as a table: out and in again, and everything that may be wrong with a file."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import translation

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.induction import actions, queries
from startlijn.domain.induction.queries.importing import preview_of
from startlijn.domain.induction.rules.elements import same_content
from startlijn.domain.induction.rules.tables import COLUMNS, headers, read_programme, rows_of
from startlijn.domain.induction.terms import (
    BadProgrammeFileError,
    Criterion,
    ElementForm,
    ElementKind,
    EmptyVersionError,
    Funding,
    NotADraftError,
    Owner,
    Period,
    StarterType,
    VersionStage,
)
from startlijn.engines.tables import write_csv, write_xlsx
from startlijn.reports.datasets.programme import xlsx_of
from tests.domain.induction.conftest import new
from tests.engines.tables.workbooks import archive, parts_of

PLAIN = ["title_nl", "year", "form", "kind", "starter_hours"]
ROW = ["Gesprek", 1, "individual", "coaching_talk", 4]


def sheet(*rows, names=PLAIN) -> bytes:
    return write_xlsx(names, rows, title="Programme")


def refused(content: bytes) -> list[str]:
    with pytest.raises(BadProgrammeFileError) as error:
        read_programme(content)
    return list(error.value.sentences)


def contents(office, version):
    with office.world.here():
        return tuple(queries.element_from(row) for row in queries.elements_of(version.pk))


@pytest.mark.parametrize("written", ["en", "nl"])
@pytest.mark.parametrize("read", ["en", "nl"])
def test_workbook_comes_back_as_it_was_in_any_language(office, written, read) -> None:
    version = office.start("po.2026-1")
    page = office.ask(queries.version_page, version.pk)
    with translation.override(written):
        content = xlsx_of(page)
    with translation.override(read):
        found = read_programme(content)
    assert [each.key for each in found] == [each.key for each in page.elements]
    assert [same_content(one.element, other) for one, other in zip(found, page.elements, strict=True)] == [
        True
    ] * 38


def test_rich_element_comes_back_as_it_was() -> None:
    from startlijn.domain.induction.rules.elements import CONTENT, Element

    rich = replace(
        new("=Titel"),
        title_en="+Title",
        period=Period.LATE,
        form=ElementForm.COLLECTIVE,
        fixed_coach=False,
        kind=ElementKind.TRAINING,
        criteria=tuple(Criterion),
        starter_hours=Decimal("2.25"),
        owner=Owner.HR_ADVISOR,
        second_owner=Owner.BUDDY,
        starter_types=(StarterType.EXPERIENCED_NEW_HERE, StarterType.RETURNER),
        is_generic=False,
        funding=Funding.SUBSIDY,
        funding_ends_on=date(2027, 7, 31),
        next_morning_nl="Iets",
        next_morning_en="Something",
        deviation="-We are small",
    )
    element = Element(id=uuid4(), key=uuid4(), **{name: getattr(rich, name) for name in CONTENT})
    for write in (write_csv, lambda *given: write_xlsx(*given, title="X")):
        (found,) = read_programme(write(headers(), rows_of([element])))
        assert (found.key, found.element) == (element.key, rich)


def test_headers_are_in_the_language_of_the_reader_and_all_different() -> None:
    for language, name in (("en", "hours for the coach"), ("nl", "uren voor de coach")):
        with translation.override(language):
            assert name in headers()
            assert len({header.casefold() for header in headers()}) == len(COLUMNS)


def test_one_kind_of_starter_with_a_comma_in_its_name_is_understood() -> None:
    (found,) = read_programme(
        sheet([*ROW, "experienced, new at this school"], names=[*PLAIN, "starter_types"])
    )
    assert found.element.starter_types == (StarterType.EXPERIENCED_NEW_HERE,)


def test_small_file_gets_what_is_usual() -> None:
    (found,) = read_programme(sheet(ROW))
    assert found.key is None
    assert found.element == replace(
        new("Gesprek"), criteria=(), times=1, coach_hours=Decimal(0), fixed_coach=False, owner=None
    )


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("title_nl", "", "This cell is empty, and it may not be."),
        ("title_nl", "x" * 121, "Use at most 120 characters."),
        ("year", "first", "“first” is not a whole number."),
        ("year", 4, "Choose year 1, 2 or 3."),
        ("form", "alone", "“alone” is not possible here. Choose from: individual, in a group."),
        ("starter_hours", "=2*3", "“=2*3” is not a number of hours."),
        ("starter_hours", "-1", "“-1” is not a number of hours."),
        ("starter_hours", "1e3", "“1e3” is not a number of hours."),
        ("starter_hours", 1000, "Choose hours from 0 to 999, with at most two decimals."),
        ("coach_hours", "1.125", "Choose hours from 0 to 999, with at most two decimals."),
        ("times", 61, "Choose a number from 1 to 60."),
        ("fixed_coach", "maybe", "“maybe” is not possible here. Choose from: ja, nee, yes, no."),
        ("funding_ends_on", "summer", "“summer” is not a day. Write it as 2027-07-31."),
        ("funding_ends_on", "2027-07-31", "The school's own budget has no last day. Leave this empty."),
        ("second_owner", "coach", "Choose first who sees to it."),
        ("key", "mine", "“mine” is not a key. Leave this cell empty for something new."),
        (
            "criteria",
            "less workload; fun",
            "“fun” is not possible here. Choose from: less workload, getting to know the school, "
            "professional development, observation and guidance in the classroom, intervision and "
            "targeted guidance.",
        ),
    ],
)
def test_wrong_cell_is_named_by_row_and_column(column, value, sentence) -> None:
    names = PLAIN if column in PLAIN else [*PLAIN, column]
    row = ROW if column in PLAIN else [*ROW, ""]
    wrong = [value if name == column else cell for name, cell in zip(names, row, strict=True)]
    good = [cell if name != "key" else str(uuid4()) for name, cell in zip(names, row, strict=True)]
    assert refused(sheet(good, wrong, names=names)) == [f"Row 3, column “{column}”: {sentence}"]


@pytest.mark.parametrize(
    ("value", "hours"), [("1,5", "1.5"), ("1.5", "1.5"), (2, "2"), (0.25, "0.25"), ("0", "0")]
)
def test_hours_are_read_as_people_write_them(value, hours) -> None:
    (found,) = read_programme(sheet([*ROW[:4], value]))
    assert found.element.starter_hours == Decimal(hours)


@pytest.mark.parametrize("value", ["2027-07-31", "31-07-2027", "31/07/2027"])
def test_days_are_read_as_people_write_them(value) -> None:
    (found,) = read_programme(sheet([*ROW, "subsidy", value], names=[*PLAIN, "funding", "funding_ends_on"]))
    assert found.element.funding_ends_on == date(2027, 7, 31)


def test_everything_wrong_is_said_at_once() -> None:
    rows = [["", 9, "x", "x", "x"], ["A", 1, "x", "training", 1]]
    assert [sentence.split(":")[0] for sentence in refused(sheet(*rows))] == [
        "Row 2, column “title_nl”",
        "Row 2, column “form”",
        "Row 2, column “kind”",
        "Row 2, column “starter_hours”",
        "Row 3, column “form”",
    ]


def test_unknown_double_and_missing_columns_are_named() -> None:
    names = ["title_nl", "name in Dutch", "mood", "year"]
    assert refused(sheet(["A", "A", "good", 1], names=names)) == [
        "Column “name in Dutch”: Two columns say the same. Leave one out.",
        "Column “mood”: This column is not known. Leave it out.",
        "Column “form”: This column is missing.",
        "Column “kind”: This column is missing.",
        "Column “hours for the starter”: This column is missing.",
    ]


def test_same_key_twice_is_named() -> None:
    key = str(uuid4())
    rows = [[*ROW, key], [*ROW, key]]
    assert refused(sheet(*rows, names=[*PLAIN, "key"])) == [
        "Row 3, column “key”: Row 2 has the same key. Leave this cell empty for a copy."
    ]


@pytest.mark.parametrize("saved", ["", "4"])
def test_formula_is_named_whatever_was_saved_with_it(saved) -> None:
    parts = parts_of(sheet(ROW))
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode() if isinstance(parts[name], bytes) else parts[name]
    parts[name] = text.replace("<v>4</v>", f"<f>2+2</f><v>{saved}</v>")
    sentences = refused(archive(parts))
    assert sentences[0] == (
        "Row 2, column “starter_hours”: There is a formula in this cell. Paste the outcome as a value."
    )


def test_file_of_fifty_thousand_rows_is_refused_in_a_sentence() -> None:
    many = "title_nl,year,form,kind,starter_hours\n" + "A,1,individual,training,1\n" * 50_000
    assert refused(many.encode()) == ["There are more than 200 rows."]
    assert refused(write_xlsx(PLAIN, [ROW] * 50_000, title="X")) == ["There are more than 200 rows."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in this file."),
        (b"%PDF-1.7", "This is not a table. Save it as CSV or XLSX."),
        (archive({"a.txt": "x"}), "This zip file is not a spreadsheet. Take the table out of it first."),
        (
            archive({**parts_of(sheet(ROW)), "xl/vbaProject.bin": b"program"}),
            "This workbook holds macros. Save it as a plain XLSX workbook.",
        ),
        (sheet(), "There is a header, but there are no rows below it."),
    ],
)
def test_file_that_is_no_programme_is_refused(content, sentence) -> None:
    assert refused(content) == [sentence]


def bring_in(office, version, content: bytes):
    elements = read_programme(content)
    expected = office.ask(preview_of, version.pk, elements).expected
    return office.do(actions.replace_elements, version_id=version.pk, expected=expected, elements=elements)


def test_file_becomes_the_draft(office) -> None:
    version = office.start()
    first, second, _third = office.add(version, new("A"), new("B"), new("C"))
    rows = [
        ["B", 1, "individual", "coaching_talk", 9, str(second.key)],
        ["A", 1, "individual", "coaching_talk", 4, ""],
        ["D", 2, "individual", "training", 1, ""],
    ]
    content = sheet(*rows, names=[*PLAIN, "key"])
    assert bring_in(office, version, content) == {"added": 1, "changed": 2, "removed": 1}
    assert office.titles(version) == [(1, 1, "B"), (1, 2, "A"), (2, 1, "D")]
    found = contents(office, version)
    assert [each.key for each in found[:2]] == [second.key, first.key]
    assert found[0].starter_hours == Decimal(9)


def test_own_workbook_changes_nothing(office) -> None:
    version = office.start("po.2026-1")
    content = xlsx_of(office.ask(queries.version_page, version.pk))
    elements = read_programme(content)
    assert office.ask(preview_of, version.pk, elements).comparison.is_same
    assert bring_in(office, version, content) == {"added": 0, "changed": 0, "removed": 0}


def test_preview_writes_nothing_and_says_what_would_change(office) -> None:
    version = office.start()
    office.add(version, new("A"), new("B"))
    found = office.ask(preview_of, version.pk, read_programme(sheet(["A", 2, *ROW[2:]], ROW)))
    assert [each.title_nl for each in found.comparison.added] == ["Gesprek", "A"]
    assert [each.title_nl for each in found.comparison.removed] == ["A", "B"]
    assert office.titles(version) == [(1, 1, "A"), (1, 2, "B")]


def test_work_in_between_is_not_lost(office) -> None:
    version = office.start()
    office.add(version, new("A"))
    elements = read_programme(sheet(ROW))
    expected = office.ask(preview_of, version.pk, elements).expected
    office.add(version, new("Somebody's"))
    with pytest.raises(VersionConflictError):
        office.do(actions.replace_elements, version_id=version.pk, expected=expected, elements=elements)
    assert [title for _year, _place, title in office.titles(version)] == ["A", "Somebody's"]


def test_file_does_not_change_what_people_read(office) -> None:
    version = office.start()
    office.add(version)
    office.publish(version)
    elements = read_programme(sheet(ROW))
    with pytest.raises(NotADraftError):
        office.ask(preview_of, version.pk, elements)
    with pytest.raises(NotADraftError):
        office.do(actions.replace_elements, version_id=version.pk, expected="", elements=elements)


def test_empty_file_does_not_empty_a_draft(office) -> None:
    version = office.start()
    with pytest.raises(EmptyVersionError):
        office.do(actions.replace_elements, version_id=version.pk, expected="", elements=())


def school_file(office, **given):
    return office.do(
        actions.import_programme,
        school_id=office.world.school.pk,
        title="Programme",
        changes="From a file",
        elements=read_programme(sheet(ROW)),
        **given,
    )


def test_school_without_a_programme_gets_one_from_a_file(office) -> None:
    version, counts = school_file(office)
    assert (version.number, version.stage, counts["added"]) == (1, VersionStage.DRAFT, 1)


def test_school_with_a_version_in_force_gets_a_new_one_from_a_file(office) -> None:
    first = office.start()
    (row,) = office.add(first, new("Gesprek"))
    office.publish(first)
    version, counts = school_file(office)
    assert (version.number, version.changes, counts) == (
        2,
        "From a file",
        {"added": 0, "changed": 1, "removed": 0},
    )
    assert [each.key for each in contents(office, version)] == [row.key]
    assert school_file(office)[0].number == 2


def test_file_is_not_brought_in_for_another_school(office) -> None:
    other = office.world.add_school("De Vlieger")
    with pytest.raises(NotVisibleError):
        office.do(
            actions.import_programme,
            school_id=other.pk,
            title="X",
            changes="",
            elements=read_programme(sheet(ROW)),
        )
