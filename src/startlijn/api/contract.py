"""The API as a whole: its operations, and their description in OpenAPI 3.1."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from ninja import NinjaAPI
from pydantic.json_schema import models_json_schema

from startlijn import __version__
from startlijn.api import (
    groups,
    journal,
    lessons,
    lines,
    people,
    problems,
    programmes,
    proposals,
    registry,
    rounds,
    schools,
    sign_ups,
    ticks,
)
from startlijn.api.once import REPLAYED
from startlijn.api.problems import MEDIA_TYPE, Mistake, Problem
from startlijn.base.access.terms import Permission

ROOT = "/api/"
_DESCRIPTION = """\
Another program can do here what you can do on the pages, as far as you let it.

Make a token on the page of your account and send it with every call: `Authorization: Bearer …`. A token
may do a part of what you may (its scopes), and ends. What you may not see answers 404.

Every call that changes something carries an `Idempotency-Key` of your own choice: send it again after a bad
connection, and it is still done once. Problems come in one shape, with a stable code and a sentence in your
language (`Accept-Language`: nl or en).
"""

api = NinjaAPI(
    title="Startlijn",
    version=__version__,
    description=_DESCRIPTION,
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
)
_SUBJECTS = (
    schools,
    registry,
    people,
    rounds,
    sign_ups,
    proposals,
    groups,
    programmes,
    lines,
    ticks,
    lessons,
    journal,
)
for subject in _SUBJECTS:
    api.add_router("", subject.router)
problems.use(api)


def _problem_response() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": "What went wrong", "content": {MEDIA_TYPE: {"schema": schema}}}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter that may be left out: an address cannot say null."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    return kinds[0] if len(kinds) == 1 else schema


@cache
def description() -> dict[str, Any]:
    """Return the description of the API in OpenAPI 3.1, made from the operations themselves."""
    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT)))
    components = told["components"]
    template = "#/components/schemas/{model}"
    shapes: list[Any] = [(Problem, "serialization"), (Mistake, "serialization")]
    components["schemas"] |= models_json_schema(shapes, ref_template=template)[1]["$defs"]
    components["responses"] = {"problem": _problem_response()}
    scopes = ", ".join(f"`{permission}`" for permission in Permission)
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": f"A token; its scopes are of {scopes}."}
    }
    replayed = {
        "description": "The answer was given before; nothing was done again.",
        "schema": {"const": "true"},
    }
    for verbs in told["paths"].values():
        for verb, found in verbs.items():
            for parameter in found["parameters"]:
                parameter["schema"] = _without_null(parameter["schema"])
            good = next(answer for status, answer in found["responses"].items() if status.startswith("2"))
            if verb != "get":
                good["headers"] = {REPLAYED: replayed}
    return told


def openapi_json(request: HttpRequest) -> HttpResponse:
    """Give the description of the API; it holds no data of anybody."""
    return JsonResponse(description())


def docs(request: HttpRequest) -> HttpResponse:
    """Show the description as a page where calls can be tried."""
    settings = json.dumps({"url": reverse("api:openapi"), "layout": "BaseLayout", "deepLinking": True})
    return render(request, "ninja/swagger.html", {"api": api, "swagger_settings": settings})
