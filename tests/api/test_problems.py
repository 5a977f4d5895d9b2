"""Whatever goes wrong below /api has one shape: a status, a stable code, a sentence in one's language."""

from contextlib import suppress

import pytest
from django.db import OperationalError

from startlijn.api import pace, schools
from startlijn.api.problems import MEDIA_TYPE
from startlijn.base.access.terms import Permission
from startlijn.base.seams import fixed, now
from tests.api.conftest import Caller, caller_of

NO_SCHOOL = "5458f7c3-aa8e-4e33-9d81-527d9d1666e0"
FIELDS = {"status", "code", "detail", "errors", "yours", "current"}


def problem(answer, status: int, code: str):
    """Return a problem after looking at its shape."""
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert (set(told), bool(told["detail"])) == (FIELDS, True)
    return told


@pytest.mark.parametrize("path", ["/", "/nothing", "/schools/", "/schools/1", f"/schools/{NO_SCHOOL}/x"])
def test_unknown_address_is_not_found(coordinator, path):
    problem(coordinator.ask("GET", path), 404, "not_found")


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_verb_is_refused_and_told_which_are_right(world, coordinator, verb):
    answer = coordinator.ask(verb, f"/schools/{world.school.pk}")
    problem(answer, 405, "wrong_verb")
    assert answer.headers["Allow"] == "GET, PATCH, HEAD"


def test_head_is_answered_as_get(coordinator):
    answer = coordinator.ask("HEAD", "/schools")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    "query", ["search=x", "q=a&q=b", "page=1&board__name__startswith=B", "ordering=name"]
)
def test_parameter_that_is_not_on_the_list_is_refused(coordinator, query):
    problem(coordinator.ask("GET", f"/schools?{query}"), 400, "unknown_parameter")


def test_parameters_of_a_change_are_refused(world, coordinator):
    answer = coordinator.ask("PATCH", f"/schools/{world.school.pk}?q=x", {"name": "A", "version": 1})
    problem(answer, 400, "unknown_parameter")


def test_thousands_of_parameters_are_refused(coordinator):
    query = "&".join(f"p{number}=1" for number in range(1200))
    problem(coordinator.ask("GET", f"/schools?{query}"), 400, "unreadable")


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("page=0", "page"),
        ("page=10001", "page"),
        ("page_size=201", "page_size"),
        ("page_size=many", "page_size"),
        ("q=%00", "q"),
        ("board=none", "board"),
    ],
)
def test_parameter_that_cannot_be_used_is_named(coordinator, query, at):
    told = problem(coordinator.ask("GET", f"/schools?{query}"), 422, "invalid")
    assert [error["at"] for error in told["errors"]] == [f"query.{at}"]


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000, b'{"name": ' + b"9" * 5000 + b"}"])
def test_body_that_is_no_json_is_refused(world, coordinator, body):
    answer = coordinator.client.generic(
        "PATCH", f"/api/schools/{world.school.pk}", body, headers={"Idempotency-Key": "k"}
    )
    problem(answer, 400, "unreadable")


def test_body_that_is_too_large_is_refused(world, coordinator, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = coordinator.ask("PATCH", f"/schools/{world.school.pk}", {"name": "x" * 200, "version": 1})
    problem(answer, 413, "too_large")


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer wrong", "Basic dXNlcjpwYXNz", "Bearer startlijn_" + "x" * 43]
)
def test_who_has_no_token_that_works_is_not_let_in(db, client, given):
    answer = client.get("/api/schools", headers={"authorization": given, "accept-language": "en"})
    problem(answer, 401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_session_of_a_browser_opens_nothing(world):
    browser = world.browser(world.person("coordinator"))
    problem(browser.get("/api/schools"), 401, "not_authenticated")


def test_token_without_the_scope_is_told_which_it_lacks(world):
    caller = caller_of(world, world.actor("coordinator"), Permission.PEOPLE_READ)
    told = problem(caller.ask("GET", "/schools"), 403, "scope_missing")
    assert "organisations.read" in told["detail"]


def test_what_the_owner_may_not_is_not_found_whatever_the_token(educator):
    problem(educator.ask("GET", "/journal"), 404, "not_found")


def test_problem_is_told_in_dutch_to_who_reads_dutch(db):
    english, dutch = (Caller(language=language).ask("GET", "/schools").json() for language in ("en", "nl"))
    assert english["code"] == dutch["code"]
    assert english["detail"] == "Send a token that works: “Authorization: Bearer …”."


def test_fault_of_our_own_says_so_and_is_logged(coordinator, monkeypatch, caplog):
    def broken(*_given, **_more):
        raise OperationalError("secret detail")

    monkeypatch.setattr(schools.own, "search_schools", broken)
    answer = coordinator.ask("GET", "/schools")
    problem(answer, 500, "server_error")
    assert "secret" not in answer.content.decode()
    assert [record.message for record in caplog.records] == ["OperationalError: /api/schools"]


def test_who_calls_too_often_is_told_to_wait(coordinator, monkeypatch):
    monkeypatch.setattr(pace, "MOST_CALLS", 1)
    assert coordinator.ask("GET", "/schools").status_code == 200
    answer = coordinator.ask("GET", "/schools")
    problem(answer, 429, "too_many_calls")
    assert 0 < int(answer.headers["Retry-After"]) <= pace.WINDOW


def test_calls_are_counted_near_enough(db, monkeypatch):
    monkeypatch.setattr(pace, "MOST_CALLS", 400)
    calls, at = 0, now()
    with fixed(seed=7), suppress(pace.TooManyCallsError):
        for _ in range(1000):
            pace.count_call("a token", at)
            calls += 1
    assert 300 < calls < 500


def test_tokens_are_counted_apart_and_each_window_anew(db, monkeypatch):
    monkeypatch.setattr(pace, "MOST_CALLS", 1)
    at = now()
    assert pace.count_call("one", at) is True
    assert pace.count_call("two", at) is True
    with pytest.raises(pace.TooManyCallsError):
        pace.count_call("one", at)
    assert pace.count_call("one", at.fromtimestamp(at.timestamp() + pace.WINDOW, at.tzinfo)) is True
