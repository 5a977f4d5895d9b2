"""The gallery shows everything that pages are made of."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[3] / "src" / "startlijn" / "web"
# Parts of base.html and of other components, seen on every page.
FRAME = {"skip_link", "footer", "theme_switch", "toasts", "progress_step", "errors", "field"}


@pytest.fixture
def page(client):
    return client.get("/gallery/").content.decode()


def test_every_component_is_in_the_gallery():
    text = (WEB / "templates" / "gallery" / "gallery.html").read_text(encoding="utf-8")
    shown = {name.replace("-", "_") for name in re.findall(r"<c-([a-z-]+)", text)} | FRAME
    assert {path.stem for path in (WEB / "templates" / "cotton").glob("*.html")} - shown == set()


def test_every_component_is_described():
    text = (WEB.parents[2] / "docs" / "howto" / "components.md").read_text(encoding="utf-8")
    described = {name.replace("-", "_") for name in re.findall(r"<c-([a-z-]+)", text)}
    assert {path.stem for path in (WEB / "templates" / "cotton").glob("*.html")} - described == set()


def test_no_tag_is_left_unread(page):
    assert re.findall(r"<c-|\{%|\{\{", page) == []


def test_no_inline_style_or_script(page):
    assert re.findall(r"\sstyle=|<style|<script>|\son[a-z]+=\"", page) == []


def test_no_identifier_is_used_twice(page):
    names = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_wrong_field_points_to_its_help_and_its_error(page):
    field = re.search(r'<input[^>]*id="b_name"[^>]*>', page).group(0)
    assert ('aria-invalid="true"' in field, 'aria-describedby="b_name_helptext b_name_error"' in field) == (
        True,
        True,
    )


def test_summary_links_to_the_first_button_of_a_choice(page):
    assert ('href="#b_kind_0"' in page, 'id="b_kind_0"' in page) == (True, True)


def test_upload_says_what_is_allowed_to_screen_readers(page):
    field = re.search(r'<input[^>]*id="a_plan"[^>]*>', page).group(0)
    assert 'aria-describedby="a_plan_allowed"' in field


@pytest.mark.parametrize("code", [400, 403, 404, 409, 429, 500])
def test_page_for_an_error_answers_with_its_own_code(client, code):
    assert client.get(f"/gallery/page/{code}/").status_code == code


def test_page_that_is_not_there_is_not_found(client):
    assert client.get("/gallery/page/home/").status_code == 404


def test_gallery_needs_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get("/gallery/")
