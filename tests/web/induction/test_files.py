"""Bringing a programme in from a workbook: look first, write then."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from startlijn.domain.induction import actions
from startlijn.domain.induction.queries import elements_of
from startlijn.engines.tables import read_table, write_xlsx
from tests.domain.induction.conftest import new

NAMES = ["title_nl", "year", "form", "kind", "starter_hours"]
ROW = ["Gesprek", 1, "individual", "coaching_talk", 4]


def text(answer) -> str:
    return answer.content.decode()


def titles(office, version) -> list[str]:
    with office.world.here():
        return [row.title_nl for row in elements_of(version.pk)]


def upload(browser, version, *rows, names=NAMES, content: bytes | None = None):
    data = content if content is not None else write_xlsx(names, rows, title="Programme")
    return browser.post(
        f"/programmes/version/{version.pk}/file/", {"file": SimpleUploadedFile("a.xlsx", data)}
    )


@pytest.fixture
def draft(office):
    version = office.start()
    office.add(version, new("Talk"))
    return version


def test_file_is_shown_before_it_is_written(designer, office, draft) -> None:
    answer = upload(designer, draft, ROW)
    page = text(answer)
    assert ("1 new, 1 gone, 0 changed, 0 the same." in page, titles(office, draft)) == (True, ["Talk"])
    designer.post(f"/programmes/version/{draft.pk}/file/confirm/", {"kept": answer.context["kept"]})
    assert titles(office, draft) == ["Gesprek"]


def test_wrong_file_is_refused_with_row_and_column(designer, office, draft) -> None:
    page = text(upload(designer, draft, ["Gesprek", 9, "individual", "coaching_talk", "x"]))
    assert "Row 2, column “starter_hours”: “x” is not a number of hours." in page
    assert titles(office, draft) == ["Talk"]


@pytest.mark.parametrize("content", [b"nonsense", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_file_that_is_no_table_is_refused(designer, office, draft, content) -> None:
    answer = upload(designer, draft, content=content)
    assert (answer.status_code, "error-summary" in text(answer), titles(office, draft)) == (
        200,
        True,
        ["Talk"],
    )


def test_preview_that_was_tampered_with_is_not_written(designer, office, draft) -> None:
    kept = upload(designer, draft, ROW).context["kept"]
    for given in ("", kept + "x", kept[:-3]):
        answer = designer.post(f"/programmes/version/{draft.pk}/file/confirm/", {"kept": given}, follow=True)
        assert "Nothing was written. Bring the file in again." in text(answer)
    assert titles(office, draft) == ["Talk"]


def test_preview_of_one_version_is_not_written_into_another(designer, office, draft) -> None:
    kept = upload(designer, draft, ROW).context["kept"]
    office.publish(draft)
    other = office.do(actions.new_version, programme_id=draft.programme_id)
    answer = designer.post(f"/programmes/version/{other.pk}/file/confirm/", {"kept": kept})
    assert (answer.status_code, titles(office, other)) == (404, ["Talk"])


def test_work_in_between_shows_a_conflict(designer, office, draft) -> None:
    kept = upload(designer, draft, ROW).context["kept"]
    office.add(draft, new("Theirs"))
    answer = designer.post(f"/programmes/version/{draft.pk}/file/confirm/", {"kept": kept})
    assert (answer.status_code, titles(office, draft)) == (409, ["Talk", "Theirs"])


def test_file_for_what_people_read_is_refused_in_words(designer, office, draft) -> None:
    office.publish(draft)
    assert "Version 1 can no longer be changed." in text(upload(designer, draft, ROW))


def test_workbook_goes_out_in_the_language_of_the_reader(office, draft) -> None:
    browser = office.world.browser(office.person, "nl")
    answer = browser.get(f"/programmes/version/{draft.pk}/elements.xlsx")
    table = read_table(answer.content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="programme-1.xlsx"'
    assert (table.headers[0], table.rows[0][2]) == ("jaar", "Talk")
