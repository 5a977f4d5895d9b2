"""Addresses of the API: every operation behind its door, its description, and 404 for the rest."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from startlijn.api.contract import api, docs, openapi_json
from startlijn.api.doors import Callback, Door, doors_at, guarded
from startlijn.base.access.terms import NotVisibleError

app_name = "api"


def _unknown(request: HttpRequest, rest: str) -> HttpResponse:
    raise NotVisibleError(rest)


def _open(view: Callback, because: str, *verbs: str) -> Callback:
    door = Door(verbs, open_because=because)
    return guarded(view, dict.fromkeys(verbs, door))


def _operations() -> list[URLPattern]:
    """Return the addresses of all operations, each with the doors of its path in front."""
    found = cast(list[URLPattern], api.urls[0])
    return [
        path(
            str(item.pattern),
            guarded(item.callback, doors_at(str(item.pattern))),
            name=item.name,
        )
        for item in found
        if item.name != "api-root"
    ]


_EVERY_VERB = ("GET", "POST", "PUT", "PATCH", "DELETE")
urlpatterns = [
    path("openapi.json", _open(openapi_json, "describes the API and holds no data", "GET"), name="openapi"),
    path("docs", _open(docs, "shows the description of the API, which holds no data", "GET"), name="docs"),
    *_operations(),
    re_path(
        "^(?P<rest>.*)$", _open(_unknown, "answers 404 in the shape of the API", *_EVERY_VERB), name="unknown"
    ),
]
