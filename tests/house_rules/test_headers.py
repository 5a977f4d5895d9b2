"""Browser hardening on every kind of answer, also when something goes wrong (trust.md P26)."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from startlijn.config import urls as real
from startlijn.web.doors import open_door

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
DIRECTIVES = ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")


@open_door("breaks on purpose, in a test", "GET")
def broken(request) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("broken", broken, name="broken"), *real.urlpatterns]
handler404, handler500 = real.handler404, real.handler500
KINDS = {
    "page": ("get", "/heartbeat", 200),
    "redirect to the login": ("get", "/people/", 302),
    "not found": ("get", "/no/such/page", 404),
    "wrong verb": ("delete", "/heartbeat", 405),
    "our fault": ("get", "/broken", 500),
    "style sheet": ("get", "/static/startlijn/startlijn.css", 200),
}


@pytest.fixture
def answer(db):
    """Return the answer of one kind; each request reaches the real middleware."""

    def ask(kind: str):
        verb, address, _ = KINDS[kind]
        with override_settings(ROOT_URLCONF=__name__):
            found = getattr(Client(raise_request_exception=False), verb)(address)
        found.close()
        return found

    return ask


@pytest.mark.parametrize("kind", KINDS)
def test_answer_is_of_its_kind(answer, kind):
    assert answer(kind).status_code == KINDS[kind][2]


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_is_hardened(answer, kind):
    headers = answer(kind).headers
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_refuses_inline_code(answer, kind):
    policy = answer(kind).headers["Content-Security-Policy"]
    assert [item for item in DIRECTIVES if item not in policy] == []
    assert ("unsafe-inline" in policy, "unsafe-eval" in policy, "*" in policy) == (False, False, False)


def test_personal_page_is_not_kept_by_browsers(world):
    answer = world.browser(world.person("coordinator")).get("/people/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store, private")


def test_form_from_elsewhere_is_refused(world):
    careful = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    careful.force_login(world.person("coordinator").account)
    refused = careful.post("/people/add/", {"given_name": "Eve"})
    assert refused.status_code == 403
    assert "Please send it once more" in refused.content.decode()


def test_cookies_are_out_of_reach_of_scripts_and_other_sites():
    kept = (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE)
    assert (*kept, settings.CSRF_COOKIE_HTTPONLY, settings.CSRF_COOKIE_SAMESITE) == (True, "Lax", True, "Lax")


def test_unhardened_answer_would_be_noticed(answer):
    weak = {"default-src": ["'self'", "'unsafe-inline'"]}
    with override_settings(CONTENT_SECURITY_POLICY={"DIRECTIVES": weak}):
        policy = answer("page").headers["Content-Security-Policy"]
    assert ("unsafe-inline" in policy, "object-src 'none'" in policy) == (True, False)
