"""Programs that call the API: each with a token of somebody, and a desk with rounds."""

import json
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.people import actions as people
from startlijn.base.seams import fixed, now
from tests.conftest import World
from tests.domain.groups.conftest import Desk

_numbers = count(1)


class Caller:
    """A program with a token; without one for nobody."""

    def __init__(self, token: str = "", language: str = "en") -> None:
        headers = {"accept-language": language} | ({"authorization": f"Bearer {token}"} if token else {})
        self.client = Client(headers=headers, raise_request_exception=False)

    def ask(self, verb: str, path: str, body: Any = None, *, key: str = "", **headers: str):
        """Send one call below /api; a change gets a key of its own unless one is given."""
        if verb not in {"GET", "HEAD"}:
            headers["Idempotency-Key"] = key or f"key-{next(_numbers)}"
        content = json.dumps(body) if body is not None else ""
        return self.client.generic(
            verb, f"/api{path}", content, content_type="application/json", headers=headers
        )

    def get(self, path: str, status: int = 200) -> Any:
        """Return what is read at a path."""
        answer = self.ask("GET", path)
        assert answer.status_code == status, answer.content
        return answer.json()

    def send(self, verb: str, path: str, body: Any = None, status: int = 200, *, key: str = "") -> Any:
        """Return what a change answers."""
        answer = self.ask(verb, path, body, key=key)
        assert answer.status_code == status, answer.content
        return answer.json()


def token_of(world: World, actor: Actor, *permissions: Permission) -> str:
    """Make a token for somebody: of the given scopes, or of all that its owner may."""
    scopes = permissions or [permission for permission in Permission if may(actor, permission)]
    at = now()
    with world.here():
        made = people.create_token(
            by=actor, at=at, purpose="Timetable", permissions=scopes, expires_at=at + timedelta(days=30)
        )
    return made.text


def caller_of(world: World, actor: Actor, *permissions: Permission, language: str = "en") -> Caller:
    """Return a program with a token of somebody."""
    return Caller(token_of(world, actor, *permissions), language)


@pytest.fixture
def coordinator(world: World) -> Caller:
    return caller_of(world, world.actor("coordinator"))


@pytest.fixture
def educator(world: World) -> Caller:
    return caller_of(world, world.actor("school_educator", "school", world.school.pk))


@pytest.fixture
def stranger(another_world: World) -> Caller:
    return caller_of(another_world, another_world.actor("coordinator"))


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


@pytest.fixture
def worker(world: World, desk: Desk) -> Caller:
    """The project worker who runs the round of the desk."""
    return caller_of(world, desk.worker)


@pytest.fixture
def counted():
    """Return how many queries a call asks, when it is not the first of its window and not the tenth."""

    def count_queries(caller: Caller, path: str) -> int:
        caller.get(path)
        with fixed(seed=1), CaptureQueriesContext(connection) as asked:
            caller.get(path)
        return len(asked)

    return count_queries
