"""A file of HR: refused as a whole with the place of each mistake, previewed, and brought in once."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.people.models import Person
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Employment, Move, Trajectory
from startlijn.domain.guidance.queries.preview import Deed, preview
from startlijn.domain.guidance.rules.file_mistakes import BadPeopleFileError, Mistake
from startlijn.domain.guidance.rules.people_file import (
    PersonRow,
    as_plain,
    from_plain,
    people_rows,
)
from startlijn.domain.guidance.terms import ContractType, Day, StarterType
from startlijn.engines.tables import BadTable, Fault, write_xlsx
from tests.domain.guidance.starters.conftest import FIRST
from tests.domain.guidance.starters.test_changes import work_of

HEAD = "voornaam;achternaam;e-mail;school;vanaf\n"
ROW = "Sanne;de Wit;sanne@example.org;De Regenboog;2026-08-01\n"


def rows(text: str) -> tuple[PersonRow, ...]:
    return people_rows(text.encode())


def mistakes(content: bytes | str):
    """Code, row and column of everything that is wrong."""
    with pytest.raises(BadPeopleFileError) as refused:
        people_rows(content if isinstance(content, bytes) else content.encode())
    return [(each.code, each.row, each.column) for each in refused.value.problems]


def test_dutch_file_with_everything_is_read():
    text = (
        "Voornaam;Achternaam;E-mail;Taal;School;Soort starter;Datum in dienst;Datum uit dienst;Dienstverband;"
        "WTF;WTF afgesproken;Lesuren;Schaal;Trede;Vakken;Dagen\n"
        "Sanne;de Wit;Sanne@Example.org;nl;De Regenboog;zij-instromer;1-8-2026;31-7-2027;vast;"
        "0,8;1,0;460;l10;2;Wiskunde;ma, di en do\n"
    )
    assert rows(text) == (
        PersonRow(
            row=2,
            given_name="Sanne",
            family_name="de Wit",
            email="sanne@example.org",
            started_on=FIRST,
            finished_on=date(2027, 8, 1),  # the last day is 31 July
            school="De Regenboog",
            starter_type=StarterType.CAREER_SWITCHER,
            contract_type=ContractType.PERMANENT,
            fte=Decimal("0.8"),
            fte_agreed=Decimal(1),
            lesson_hours=460,
            salary_scale="L10",
            salary_step=2,
            subjects="Wiskunde",
            days=(Day.MONDAY, Day.TUESDAY, Day.THURSDAY),
        ),
    )


def test_workbook_says_the_same_as_text():
    headers = HEAD.strip().split(";")
    book = write_xlsx(headers, [ROW.strip().split(";")], title="Starters")
    assert people_rows(book) == rows(HEAD + ROW)


def test_rows_survive_the_way_from_preview_to_confirmation():
    read = rows(HEAD + ROW)
    assert from_plain(as_plain(read)) == read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "naam;bsn\n1;2\n",
            [
                (Mistake.UNKNOWN_COLUMN, None, "naam"),
                (Mistake.UNKNOWN_COLUMN, None, "bsn"),
                (Mistake.MISSING_COLUMN, None, "given_name"),
                (Mistake.MISSING_COLUMN, None, "email"),
                (Mistake.MISSING_COLUMN, None, "from"),
                (Mistake.NO_PLACE_COLUMN, None, None),
            ],
        ),
        (
            HEAD.replace("achternaam", "mail"),
            [
                (Mistake.TWICE_COLUMN, None, "e-mail"),
            ],
        ),
        (HEAD, [(Mistake.NO_ROWS, None, None)]),
        (HEAD + ROW.replace("2026-08-01", "31-11-2026"), [(Mistake.BAD_DATE, 2, "vanaf")]),
        (HEAD + ROW.replace("2026-08-01", "1875-01-01"), [(Mistake.BAD_DATE, 2, "vanaf")]),
        (HEAD + ROW.replace("sanne@example.org", "sanne"), [(Mistake.BAD_EMAIL, 2, "e-mail")]),
        (
            HEAD + ";x;;De Regenboog;2026-08-01\n",
            [
                (Mistake.MISSING_VALUE, 2, "voornaam"),
                (Mistake.MISSING_VALUE, 2, "e-mail"),
            ],
        ),
        (HEAD + ROW.replace("De Regenboog", "-"), [(Mistake.NO_PLACE, 2, None)]),
        (HEAD + ROW.replace("Sanne;", '=HYPERLINK("x");'), [(Mistake.FORMULA, 2, "voornaam")]),
        (HEAD + ROW + ROW, [(Mistake.DOUBLE, 3, "e-mail")]),
        (
            HEAD + ROW + ROW.replace("Sanne", "Noor").replace("Regenboog", "Poort"),
            [(Mistake.OTHER_NAME, 3, "voornaam")],
        ),
        (HEAD + ROW.replace("Sanne", "S" * 101), [(Mistake.TOO_LONG, 2, "voornaam")]),
    ],
)
def test_what_is_wrong_is_named_with_row_and_column(text, expected):
    assert mistakes(text) == expected


@pytest.mark.parametrize(
    ("column", "value", "mistake"),
    [
        ("fte", "1,3", Mistake.BAD_NUMBER),
        ("fte", "veel", Mistake.BAD_NUMBER),
        ("fte", "0,12345", Mistake.BAD_NUMBER),
        ("lesson_hours", "12,5", Mistake.BAD_NUMBER),
        ("step", "99", Mistake.BAD_NUMBER),
        ("kind", "held", Mistake.BAD_CHOICE),
        ("contract", "huurling", Mistake.BAD_CHOICE),
        ("days", "zaterdag", Mistake.BAD_CHOICE),
        ("until", "2026-08-01", Mistake.BACKWARDS),
        ("last_day", "2026-07-31", Mistake.BACKWARDS),
        ("language", "fr", Mistake.BAD_CHOICE),
    ],
)
def test_impossible_value_is_named(column, value, mistake):
    text = HEAD.strip() + f";{column}\n" + ROW.strip() + f";{value}\n"
    assert mistakes(text) == [(mistake, 2, column)]


def test_two_ends_are_one_too_many():
    text = HEAD.strip() + ";tot;einddatum\n" + ROW.strip() + ";2027-08-01;2027-07-31\n"
    assert mistakes(text) == [(Mistake.TWO_ENDS, 2, "tot")]


def test_mistake_says_who_it_is_about():
    with pytest.raises(BadPeopleFileError) as refused:
        rows(HEAD + ROW.replace("2026-08-01", "morgen"))
    [problem] = refused.value.problems
    assert problem.name == "Sanne de Wit"
    assert problem.sentence() == (
        "Row 2, column “vanaf”: “morgen” is not a date. Write 2026-08-01 or 1-8-2026."
    )


def test_at_most_a_hundred_mistakes_are_named():
    assert len(mistakes(HEAD + ROW.replace("2026", "x") * 300)) == 100


def test_fifty_thousand_rows_are_refused_at_once():
    with pytest.raises(BadTable) as refused:
        rows(HEAD + ROW * 50_000)
    assert (refused.value.code, refused.value.details) == (Fault.TOO_MANY_ROWS, {"limit": 5000})


def test_formula_in_a_workbook_is_named_with_its_cell():
    book = Workbook()
    sheet = book.active
    sheet.append(["voornaam", "e-mail", "school", "vanaf", "wtf"])
    sheet.append(["Sanne", "sanne@example.org", "De Regenboog", date(2026, 8, 1), "=0.5+0.3"])
    out = io.BytesIO()
    book.save(out)
    assert mistakes(out.getvalue()) == [(Mistake.FORMULA, 2, "wtf")]


def test_workbook_with_macros_is_refused():
    book = io.BytesIO(write_xlsx(["voornaam"], [["Sanne"]], title="x"))
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"program")
    with pytest.raises(BadTable) as refused:
        people_rows(book.getvalue())
    assert refused.value.code == Fault.MACROS


# -- beside what is there, and bringing in


def bring_in(office, text, by=None):
    return office.do(actions.import_people, by=by or office.hr, rows=rows(text))


def deeds(office, text, by=None):
    with office.world.here():
        return [
            (each.deed, each.reason and each.reason.value) for each in preview(by or office.hr, rows(text))
        ]


def test_file_registers_people_and_again_changes_nothing(office):
    text = HEAD + ROW + ROW.replace("Sanne", "Noor").replace("sanne", "noor")
    assert deeds(office, text) == [(Deed.REGISTER, None)] * 2
    assert bring_in(office, text).counts == {"register": 2, "add": 0, "change": 0, "same": 0, "refuse": 0}
    assert deeds(office, text) == [(Deed.SAME, None)] * 2
    assert bring_in(office, text).counts["same"] == 2
    with office.world.here():
        assert (Trajectory.objects.count(), Employment.objects.count()) == (2, 2)


def test_two_rows_of_one_new_person_are_one_line_with_two_appointments(office):
    second = office.world.add_school("De Brug")
    bring_in(office, HEAD + ROW + ROW.replace("De Regenboog", "De Brug"))
    with office.world.here():
        line = Trajectory.objects.get()
        assert set(line.employments.values_list("school", flat=True)) == {office.school.pk, second.pk}


def test_second_appointment_of_somebody_known_is_added(office):
    office.world.add_school("De Brug")
    bring_in(office, HEAD + ROW)
    text = HEAD + ROW.replace("De Regenboog", "De Brug")
    assert deeds(office, text) == [(Deed.ADD, None)]
    assert bring_in(office, text).counts["add"] == 1


def test_other_job_size_from_a_later_day_keeps_what_was(office):
    bring_in(office, HEAD + ROW)
    later = HEAD.strip() + ";wtf\n" + ROW.strip().replace("2026-08-01", "2027-02-01") + ";0,6\n"
    assert deeds(office, later) == [(Deed.CHANGE, None)]
    bring_in(office, later)
    with office.world.here():
        line = Trajectory.objects.get()
    assert [line[1:] for line in work_of(office, line)] == [
        (Decimal(1), FIRST, date(2027, 2, 1)),
        (Decimal("0.6"), date(2027, 2, 1), None),
    ]
    assert deeds(office, HEAD + ROW) == [(Deed.SAME, None)]


def test_end_that_becomes_known_is_taken_over(office):
    bring_in(office, HEAD + ROW)
    text = HEAD.strip() + ";tot\n" + ROW.strip() + ";2027-08-01\n"
    assert bring_in(office, text).counts["change"] == 1
    with office.world.here():
        assert Employment.objects.get().finished_on == date(2027, 8, 1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ROW.replace("De Regenboog", "De Poort"), "place_unknown"),
        (ROW.replace("De Regenboog", "Nergens"), "place_unknown"),
    ],
)
def test_place_out_of_reach_is_left_out_and_the_rest_is_written(office, row, reason):
    other = ROW.replace("Sanne", "Noor").replace("sanne", "noor")
    assert deeds(office, HEAD + row + other) == [(Deed.REFUSE, reason), (Deed.REGISTER, None)]
    done = bring_in(office, HEAD + row + other)
    assert [(each.row.row, each.row.name, each.why) for each in done.refused] == [
        (2, "Sanne de Wit", done.refused[0].why)
    ]
    assert "may register starters" in done.refused[0].why
    with office.world.here():
        assert Trajectory.objects.get().person.given_name == "Noor"


def test_earlier_beginning_beside_a_running_appointment_is_left_out(office):
    bring_in(office, HEAD + ROW)
    earlier = HEAD + ROW.replace("2026-08-01", "2026-01-01")
    assert deeds(office, earlier) == [(Deed.REFUSE, "overlaps")]


def test_board_without_a_school_is_its_pool_and_needs_a_sector(office):
    text = "voornaam;e-mail;bestuur;vanaf;sector\nSanne;sanne@example.org;Bestuur De Lijn;2026-08-01;{}\n"
    assert deeds(office, text.format("")) == [(Deed.REFUSE, "sector_needed")]
    bring_in(office, text.format("vo"))
    with office.world.here():
        line = Trajectory.objects.get()
        assert (line.pool_board_id, line.sector) == (office.world.board.pk, "vo")


def test_refusal_of_the_domain_becomes_a_row_that_is_left_out(office):
    past = HEAD.strip() + ";tot\n" + ROW.strip() + ";2026-10-01\n"
    done = bring_in(office, past)
    assert (done.counts["refuse"], done.refused[0].why) == (1, "This line ended on 2026-10-01.")
    assert not Person.objects.filter(given_name="Sanne").exists()


def test_somebody_with_a_line_elsewhere_is_asked_and_the_file_tells_nothing(office):
    office.register(office.work(office.other_school), by=office.other_educator)
    assert deeds(office, HEAD + ROW) == [(Deed.REGISTER, None)]
    assert bring_in(office, HEAD + ROW).counts["register"] == 1
    with office.world.here():
        assert (Trajectory.objects.count(), Move.objects.count()) == (1, 1)


def test_two_schools_of_one_name_need_a_site_code(office):
    office.world.add_school("De Regenboog", place="Vught")
    assert deeds(office, HEAD + ROW) == [(Deed.REFUSE, "place_twice")]


def test_who_may_not_register_cannot_import(office):
    coach = office.world.actor("coach", "school", office.school.pk)
    with pytest.raises(NotVisibleError):
        bring_in(office, HEAD + ROW, by=coach)
