"""A call that changes something carries `Idempotency-Key`: sent twice, it is done once and answered the same.

The key, what the call did and its answer commit in one transaction (trust finding 4).
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from startlijn.base.access.terms import Actor
from startlijn.base.post.actions.once import once
from startlijn.base.post.rules import fingerprint
from startlijn.base.post.terms import Answer
from startlijn.base.seams import now

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEY = r"^[\x21-\x7e]{1,200}$"  # visible ASCII


class KeyMissingError(Exception):
    """A call that changes something came without a usable key."""

    code = "once.key_missing"


def answer_once(request: HttpRequest, by: Actor, respond: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer a call that changes something once per person and key; what it wrote is undone from 400 on.

    Answers 409, 429 and 5xx are not kept: trying again may help. A repeated answer carries
    `Idempotency-Replayed: true`. Raises `KeyMissingError`, and `KeyReusedError`, `KeyBusyError` of the post.
    """
    key = request.headers.get(HEADER, "")
    if not re.fullmatch(KEY, key):
        raise KeyMissingError
    first: list[HttpResponse] = []

    def effect() -> Answer:
        response = respond()
        assert isinstance(response, HttpResponse)
        first.append(response)
        headers = response.headers
        return Answer(
            response.status_code,
            headers.get("Location", ""),
            headers.get("Content-Type", ""),
            response.content,
        )

    answer = once(
        by=by,
        at=now(),
        key=key,
        fingerprint=fingerprint(request.method or "", request.get_full_path(), [request.body]),
        effect=effect,
        keep=lambda answer: answer.status < 500 and answer.status not in {409, 429},
    )
    return _again(answer) if answer.replayed else first[-1]


def _again(answer: Answer) -> HttpResponse:
    response = HttpResponse(answer.body, status=answer.status, content_type=answer.content_type)
    response.headers[REPLAYED] = "true"
    if answer.location:
        response.headers["Location"] = answer.location
    return response
