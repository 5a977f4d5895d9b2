"""The visitor's own choice of colours and language."""

import pytest


def test_chosen_colours_are_kept_and_used(client):
    answer = client.post("/look/theme/", {"theme": "dark", "next": "/gallery/"})
    page = client.get("/gallery/").content.decode()
    assert (answer.url, answer.cookies["theme"].value, 'data-theme="dark"' in page) == (
        "/gallery/",
        "dark",
        True,
    )


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "", "javascript:alert(1)"])
def test_other_sites_are_never_gone_back_to(client, back):
    assert client.post("/look/theme/", {"theme": "light", "next": back}).url == "/"


def test_unknown_colours_are_not_kept(client):
    assert "theme" not in client.post("/look/theme/", {"theme": "pink", "next": "/"}).cookies


def test_meddled_cookie_means_colours_of_the_device(client):
    client.cookies["theme"] = '"><script>'
    assert 'data-theme="auto"' in client.get("/gallery/").content.decode()


def test_colours_are_not_changed_by_a_link(client):
    assert client.get("/look/theme/?theme=dark").status_code == 405


def test_chosen_language_is_used(client):
    client.post("/look/language/", {"language": "en", "next": "/gallery/"})
    assert '<html lang="en"' in client.get("/gallery/").content.decode()
