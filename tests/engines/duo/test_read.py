import pytest

from startlijn.engines.duo import (
    BadFile,
    BoardRow,
    Kind,
    Location,
    Problem,
    SiteRow,
    Trouble,
    read_boards,
    read_locations,
    read_sites,
)
from startlijn.engines.tables import BadTable, Fault, read_table
from tests.engines.duo.files import FIRST, SECOND, duo_file, duo_table


def problems_of(*changes, kind=None, **options) -> list[tuple[Trouble, int | None, str | None]]:
    with pytest.raises(BadFile) as refusal:
        read_sites(duo_table(*changes, **options), kind)
    return [(each.code, each.row, each.column) for each in refusal.value.problems]


def warnings_of(*changes) -> list[tuple[Trouble, int | None, str | None]]:
    return [(each.code, each.row, each.column) for each in read_sites(duo_table(*changes)).problems]


def test_read_sites_tidies_a_row_of_a_vo_file():
    file = read_sites(duo_table({}))
    assert (file.kind, file.problems) == (Kind.VO_SITES, ())
    assert file.rows == (
        SiteRow(
            site_code="01AB00",
            brin="01AB",
            board_number="40123",
            sector="vo",
            official_name="Lijncollege voor Vwo Havo Mavo Vbo Lwoo",
            name="Lijncollege",
            street="Lijnpad",
            house_number="4-A",
            postcode="5211AB",
            place="'s-Hertogenbosch",
            municipality_code="0796",
            municipality="'s-Hertogenbosch",
            province="Noord-Brabant",
            denomination="Bijzonder",
            website="https://www.lijncollege.example",
            structure="HAVO/VWO",
            holiday_region="zuid",
        ),
    )


def test_read_sites_takes_headers_of_other_years_and_two_character_site_codes():
    renamed = {"INSTELLINGSCODE": "BRIN NUMMER", "VESTIGINGSCODE": "VESTIGINGSNUMMER"}
    file = read_sites(duo_table({"VESTIGINGSCODE": "02"}, renamed=renamed))
    assert ([site.site_code for site in file.rows], file.problems) == (["01AB02"], ())


def test_read_sites_takes_a_bo_file():
    bo = {"VESTIGINGSNAAM": "Basisschool De Lijn"}
    file = read_sites(duo_table(bo, without=("ONDERWIJSSTRUCTUUR", "VAKANTIEREGIO")))
    assert (file.kind, file.rows[0].sector, file.rows[0].name) == (
        Kind.BO_SITES,
        "po",
        "Basisschool De Lijn",
    )


def test_read_sites_takes_a_special_education_file():
    file = read_sites(duo_table({"SOORT PRIMAIR ONDERWIJS": "SBO"}, without=("ONDERWIJSSTRUCTUUR",)))
    assert (file.kind, file.rows[0].sector, file.rows[0].structure) == (Kind.SO_SITES, "so", "SBO")


@pytest.mark.parametrize(
    ("extra", "without", "kind"),
    [
        ({}, (), Kind.VO_MAIN),
        ({"INSTELLINGSNAAM": "Basisschool De Lijn"}, ("ONDERWIJSSTRUCTUUR",), Kind.BO_MAIN),
        ({"MBO INSTELLINGSSOORT - CODE": "ROC"}, ("ONDERWIJSSTRUCTUUR",), Kind.MBO),
        ({"SOORT HO": "hbo"}, ("ONDERWIJSSTRUCTUUR",), Kind.HO),
    ],
)
def test_read_sites_takes_main_sites_and_institutes_as_site_00(extra, without, kind):
    change = {"INSTELLINGSNAAM": "Lijn", **extra}
    file = read_sites(duo_table(change, without=("VESTIGINGSCODE", "VESTIGINGSNAAM", *without)))
    assert (file.kind, file.rows[0].site_code) == (kind, "01AB00")


def test_read_sites_reads_a_workbook_in_which_zeros_were_lost():
    file = read_sites(
        duo_table({"GEMEENTENUMMER": "106", "BEVOEGD GEZAG NUMMER": "123", "INSTELLINGSCODE": "1AB"}, SECOND)
    )
    first = file.rows[0]
    assert (first.brin, first.board_number, first.municipality_code) == ("01AB", "00123", "0106")
    assert file.problems == (
        Problem(Trouble.ZEROS_RESTORED, 2, "INSTELLINGSCODE", {"times": 1}),
        Problem(Trouble.ZEROS_RESTORED, 2, "BEVOEGD GEZAG NUMMER", {"times": 1}),
    )


def test_read_sites_refuses_another_kind_of_file():
    with pytest.raises(BadFile) as refusal:
        read_sites(duo_table({}), Kind.BO_SITES)
    assert refusal.value.problems == (
        Problem(Trouble.WRONG_KIND, details={"expected": "bo-sites", "found": "vo-sites"}),
    )


def test_read_sites_refuses_a_file_of_boards_and_one_it_does_not_know():
    boards = read_table(b"BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n1;A\n")
    with pytest.raises(BadFile, match="wrong_kind"):
        read_sites(boards)
    with pytest.raises(BadFile, match="unknown_kind"):
        read_sites(read_table(b"a;b\n1;2\n"))


@pytest.mark.parametrize("kind", [None, Kind.VO_SITES])
def test_read_sites_names_every_missing_column(kind):
    without = ("ONDERWIJSSTRUCTUUR", "POSTCODE")
    assert problems_of({}, kind=kind, without=without) == [
        (Trouble.MISSING_COLUMN, None, "POSTCODE"),
        (Trouble.MISSING_COLUMN, None, "ONDERWIJSSTRUCTUUR"),
    ]


def test_read_sites_refuses_a_file_with_headers_only():
    with pytest.raises(BadFile, match="no_rows"):
        read_sites(read_table(duo_file({}).split(b"\r\n")[0]))


@pytest.mark.parametrize(
    ("change", "trouble", "column"),
    [
        ({"INSTELLINGSCODE": "X"}, Trouble.BAD_BRIN, "INSTELLINGSCODE"),
        ({"BEVOEGD GEZAG NUMMER": "12-34-56"}, Trouble.BAD_BOARD_NUMBER, "BEVOEGD GEZAG NUMMER"),
        ({"BEVOEGD GEZAG NUMMER": " "}, Trouble.MISSING_VALUE, "BEVOEGD GEZAG NUMMER"),
        ({"VESTIGINGSCODE": "01ABX"}, Trouble.BAD_SITE_CODE, "VESTIGINGSCODE"),
        ({"VESTIGINGSCODE": "02CD01"}, Trouble.FOREIGN_SITE, "VESTIGINGSCODE"),
        ({"VESTIGINGSCODE": "01AB00"}, Trouble.DOUBLE_ROW, "VESTIGINGSCODE"),
        ({"VESTIGINGSNAAM": " "}, Trouble.MISSING_VALUE, "VESTIGINGSNAAM"),
        ({"STRAATNAAM": "x" * 101}, Trouble.TOO_LONG, "STRAATNAAM"),
    ],
)
def test_read_sites_refuses_the_whole_file_with_row_and_column(change, trouble, column):
    assert problems_of({}, {**SECOND, **change}) == [(trouble, 3, column)]


def test_read_sites_names_every_wrong_row_up_to_a_hundred():
    rows = [{"VESTIGINGSCODE": f"01AB{number % 100:02}", "VESTIGINGSNAAM": " "} for number in range(150)]
    found = problems_of(*rows)
    assert (len(found), found[0][1], found[-1][1]) == (100, 2, 101)


@pytest.mark.parametrize(
    ("change", "trouble", "column"),
    [
        ({"INTERNETADRES": "0528266192"}, Trouble.PHONE_AS_WEBSITE, "INTERNETADRES"),
        ({"INTERNETADRES": "www,school"}, Trouble.BAD_WEBSITE, "INTERNETADRES"),
        ({"POSTCODE": "12345"}, Trouble.BAD_POSTCODE, "POSTCODE"),
    ],
)
def test_read_sites_warns_with_row_and_column_and_uses_the_row(change, trouble, column):
    assert warnings_of({}, {**SECOND, **change}) == [(trouble, 3, column)]


def test_read_sites_takes_a_row_that_is_there_twice_once():
    file = read_sites(duo_table({}, {}))
    assert (len(file.rows), [each.code for each in file.problems]) == (1, [Trouble.REPEATED_ROW])


def test_read_sites_refuses_a_file_of_which_the_last_cell_was_cut():
    with pytest.raises(BadFile) as refusal:
        read_sites(read_table(duo_file({}, SECOND)[: -len("id\r\n")]))
    assert [(each.code, each.row, each.column) for each in refusal.value.problems] == [
        (Trouble.TRUNCATED, 3, "VAKANTIEREGIO")
    ]


def test_read_sites_takes_a_file_that_only_lacks_its_last_line_end():
    assert len(read_sites(duo_table({}, SECOND, end="")).rows) == 2


def test_no_cut_inside_the_last_row_is_read_as_if_the_file_were_whole():
    whole = duo_file({}, SECOND)
    last_row = whole.rstrip().rindex(b"\n") + 1
    for length in range(last_row + 1, len(whole.rstrip())):
        with pytest.raises((BadFile, BadTable), match="truncated"):
            read_sites(read_table(whole[:length]))


def test_read_sites_refuses_a_file_cut_halfway_a_row_with_its_number():
    with pytest.raises(BadTable) as refusal:
        read_table(duo_file({}, SECOND)[:-80])
    assert (refusal.value.code, refusal.value.row) == (Fault.TRUNCATED, 3)


def test_bad_file_tells_everything_in_plain_text_for_a_log():
    refusal = BadFile(Problem(Trouble.MISSING_COLUMN, column="A"), Problem(Trouble.NO_ROWS))
    assert str(refusal) == "missing_column (row None, column A, {}); no_rows (row None, column None, {})"


def test_read_boards_tidies_boards():
    table = read_table(
        '\ufeff"BEVOEGD GEZAG NUMMER","BEVOEGD GEZAG NAAM","PLAATSNAAM","KVK-NUMMER"\r\n'
        '"123","Stichting De Lijn","\'S-GRAVENHAGE","1234567"\r\n'.encode()
    )
    file = read_boards(table)
    assert file.rows == (BoardRow("00123", "Stichting De Lijn", "De Lijn", "Den Haag", "01234567"),)
    assert [each.code for each in file.problems] == [Trouble.ZEROS_RESTORED]


def test_read_boards_refuses_a_number_with_two_names():
    table = read_table(b"BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n40123;A1\n40123;B2\n")
    with pytest.raises(BadFile, match=r"double_row \(row 3, column BEVOEGD GEZAG NUMMER"):
        read_boards(table)


def test_read_locations_takes_points_and_skips_what_has_none():
    table = read_table(
        b"ONDERWIJSLOCATIECODE,STRAATNAAM,HUISNUMMER,POSTCODE,PLAATSNAAM,GPS_LATITUDE,GPS_LONGITUDE\n"
        b'1,Lijnpad,4-A,5211AB,OSS,51.69,5.30\n2,Lijnpad,5,5211 AC,OSS,"51,7","5,31"\n'
        b"3,Lijnpad,6,5211AD,OSS,,\n4,Lijnpad,7,5211AE,OSS,5.30,51.69\n5,Lijnpad,8,5211AF,OSS,0,0\n"
        b"6,Lijnpad,9,5211AG,OSS,nan,x\n"
    )
    file = read_locations(table)
    assert file.rows == (
        Location("5211AB", "4-A", "Oss", 51.69, 5.3),
        Location("5211AC", "5", "Oss", 51.7, 5.31),
    )
    assert [(each.code, each.row, each.column) for each in file.problems] == [
        (Trouble.BAD_COORDINATE, row, "GPS_LATITUDE") for row in (5, 6, 7)
    ]


def test_read_locations_refuses_a_file_of_sites():
    with pytest.raises(BadFile, match="wrong_kind"):
        read_locations(duo_table(FIRST))
