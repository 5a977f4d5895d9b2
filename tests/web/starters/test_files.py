"""A file of HR on the page: mistakes, preview, confirmation, and the list of what is left out."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.files.models import StoredFile
from startlijn.base.journal.models import JournalLine
from startlijn.base.post.actions.running import work_off
from startlijn.base.tenancy import everywhere
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.actions import large_imports
from startlijn.domain.guidance.models import Trajectory
from startlijn.domain.guidance.rules.people_file import people_rows
from startlijn.engines.tables import read_table
from tests.conftest import AT
from tests.domain.guidance.starters.test_import import HEAD, ROW
from tests.web.starters.test_pages import text_of


def upload(browser, text):
    file = SimpleUploadedFile("starters.csv", text.encode())
    return browser.post(reverse("starters:import"), {"file": file})


def sealed(answer, name="sealed"):
    return answer.context[name]


def confirm(browser, rows):
    return browser.post(reverse("starters:import_confirm"), {"rows": rows}, follow=True)


def left_out(browser, rows):
    return browser.post(reverse("starters:import_left_out"), {"rows": rows}, follow=True)


def count(desk):
    with desk.world.here():
        return Trajectory.objects.count()


def test_preview_writes_nothing_and_confirmation_does(desk):
    browser = desk.browser(desk.hr)
    shown = upload(browser, HEAD + ROW)
    assert "1 × new" in text_of(shown)
    assert count(desk) == 0
    assert "1 × new" in text_of(confirm(browser, sealed(shown)))
    assert count(desk) == 1
    again = upload(browser, HEAD + ROW)
    assert "There is nothing to bring in" in text_of(again)


def test_mistakes_are_listed_and_can_be_taken_along(desk):
    browser = desk.browser(desk.hr)
    answer = upload(browser, HEAD + ROW.replace("2026-08-01", "morgen"))
    assert "Row 2, column “vanaf”: “morgen” is not a date." in text_of(answer)
    file = left_out(browser, sealed(answer))
    table = read_table(io.BytesIO(file.content))
    assert table.headers == ("Row", "Name", "Why")
    assert table.rows[0][:2] == ("2", "Sanne de Wit")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The submitted file is empty."),
        ("%PDF-1.7 x", "This is not a table."),
        (HEAD + ROW * 5001, "There are more than 5000 rows."),
        ("naam\nx\n", "Column “naam”: This column is not known."),
    ],
)
def test_file_that_cannot_be_used_says_why(desk, content, sentence):
    answer = upload(desk.browser(desk.hr), content)
    assert sentence in text_of(answer)
    assert count(desk) == 0


def test_rows_left_out_are_named_and_downloaded_and_the_rest_is_written(desk):
    browser = desk.browser(desk.hr)
    noor = ROW.replace("Sanne", "Noor").replace("sanne", "noor").replace("De Regenboog", "Nergens")
    shown = upload(browser, HEAD + ROW + noor)
    assert "1 row is left out" in text_of(shown)
    table = read_table(io.BytesIO(left_out(browser, sealed(shown, "sealed_refused")).content))
    assert table.rows[0][:2] == ("3", "Noor de Wit")
    done = confirm(browser, sealed(shown))
    assert "1 × left out" in text_of(done)
    assert count(desk) == 1


def test_rows_of_somebody_else_are_not_taken(desk):
    shown = upload(desk.browser(desk.hr), HEAD + ROW)
    other = desk.browser(desk.educator)
    assert "This preview is too old." in text_of(confirm(other, sealed(shown)))
    assert "This preview is too old." in text_of(left_out(other, "nonsense"))
    assert count(desk) == 0


# -- large files


@pytest.fixture
def large(monkeypatch):
    """More than two rows is large here, and the worker writes two people at a time."""
    monkeypatch.setattr("startlijn.web.starters.views.files.AT_ONCE", 2)
    monkeypatch.setattr("startlijn.domain.guidance.actions.large_imports._PART", 2)


def several(number, elsewhere=()):
    rows = [
        ROW.replace("Sanne", f"Naam{each}").replace("sanne", f"naam{each}") for each in range(1, number + 1)
    ]
    for each in elsewhere:
        rows[each - 1] = rows[each - 1].replace("De Regenboog", "Nergens")
    return HEAD + "".join(rows)


def start(browser, shown):
    return browser.post(reverse("starters:import_start"), {"rows": sealed(shown)}, follow=True)


def progress(browser, **headers):
    return browser.get(reverse("starters:import_progress"), headers=headers)


def test_large_file_is_left_to_the_worker_and_what_is_left_out_comes_back(desk, large):
    browser = desk.browser(desk.hr)
    shown = upload(browser, several(5, elsewhere=[4]))
    assert "4 × new" in text_of(shown)
    assert "Waiting for its turn" in text_of(start(browser, shown))
    assert count(desk) == 0
    assert work_off(clock=lambda: AT) == 1
    page = text_of(progress(browser))
    assert "4 × new" in page
    assert "1 × left out" in page
    file = browser.get(reverse("starters:import_progress_left_out"))
    assert read_table(io.BytesIO(file.content)).rows[0][:2] == ("5", "Naam4 de Wit")
    assert "attachment" in file.headers["Content-Disposition"]
    assert count(desk) == 4
    with everywhere("test"):
        assert JournalLine.objects.get(action="starter.import").details["rows"]["register"] == 4


def test_started_twice_it_runs_once(desk, large):
    browser = desk.browser(desk.hr)
    shown = upload(browser, several(3))
    start(browser, shown)
    start(browser, shown)
    assert work_off(clock=lambda: AT) == 1
    assert count(desk) == 3


def test_worker_that_breaks_off_is_followed_by_one_that_goes_on(desk, large, monkeypatch):
    browser = desk.browser(desk.hr)
    start(browser, upload(browser, several(5)))
    whole, parts = large_imports.bring_in_groups, []

    def breaks_off(**given):
        parts.append(1)
        if len(parts) == 2:
            raise OSError("power")
        return whole(**given)

    monkeypatch.setattr(large_imports, "bring_in_groups", breaks_off)
    work_off(clock=lambda: AT)
    assert count(desk) == 2
    page = text_of(progress(browser))
    assert "2 of 5 rows" in page
    assert "You may leave this page" in page
    work_off(clock=lambda: AT + timedelta(hours=1))
    assert count(desk) == 5
    assert "2 × stays the same" in text_of(progress(browser))


def test_step_of_progress_turns_into_the_whole_page_at_the_end(desk, large):
    browser = desk.browser(desk.hr)
    start(browser, upload(browser, several(3)))
    step = progress(browser, hx_request="true")
    assert "<html" not in text_of(step)
    work_off(clock=lambda: AT)
    assert progress(browser, hx_request="true").headers["HX-Refresh"] == "true"


def test_large_file_of_somebody_else_is_not_there(desk, large):
    browser, other = desk.browser(desk.hr), desk.browser(desk.educator)
    shown = upload(browser, several(3))
    assert "This preview is too old." in text_of(start(other, shown))
    start(browser, shown)
    work_off(clock=lambda: AT)
    assert progress(other).url == reverse("starters:import")
    assert other.get(reverse("starters:import_progress_left_out")).url == reverse("starters:import")


def test_kept_rows_of_somebody_else_are_not_brought_in(desk, large):
    with desk.world.here():
        kept = actions.keep_import(by=desk.hr, at=AT, rows=people_rows(several(3).encode()))
        with pytest.raises(NotVisibleError):
            actions.start_import(by=desk.educator, at=AT, file_id=kept, language="nl")


def test_rows_that_are_gone_end_the_work_with_a_sentence(desk, large):
    browser = desk.browser(desk.hr)
    start(browser, upload(browser, several(3)))
    with everywhere("test"):
        StoredFile.objects.all().delete()
    work_off(clock=lambda: AT)
    assert "Read the same file again" in text_of(progress(browser))
    assert count(desk) == 0
