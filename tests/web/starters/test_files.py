"""A file of HR on the page: mistakes, preview, confirmation, and the list of what is left out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from startlijn.domain.guidance.models import Trajectory
from startlijn.engines.tables import read_table
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
        (HEAD + ROW * 501, "There are more than 500 rows."),
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
