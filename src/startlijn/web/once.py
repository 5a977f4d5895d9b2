"""Sending twice is harmless: a form carries a hidden token, an API call the header `Idempotency-Key`.

Who sends the same again (a double click, a reload, a retry on a bad line) gets the same answer, and
nothing is written twice. The key, what the request did and its answer commit in one transaction.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from startlijn.base.access.terms import Actor
from startlijn.base.post.actions.once import once
from startlijn.base.post.rules import fingerprint
from startlijn.base.post.terms import Answer, KeyBusyError, KeyReusedError
from startlijn.base.seams import now
from startlijn.web.middleware import Request

FIELD = "form_token"
HEADER = "Idempotency-Key"
LONGEST_KEY = 200
_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
_BIGGEST_KEPT = 64 * 1024
_WRITES = ("INSERT", "UPDATE", "DELETE")
Respond = Callable[[], HttpResponseBase]


class _Writes:
    """Notices whether anything was written: only then is a form used up."""

    def __init__(self) -> None:
        self.any = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.any = self.any or sql.lstrip()[:6].upper() in _WRITES
        return execute(sql, params, many, context)


def once_by_form(request: Request, respond: Respond) -> HttpResponseBase:
    """Answer a form once. A form that wrote nothing (it had mistakes) may be sent again as it is.

    The second time leads to the same place as the first. The same token with other contents is refused
    with a page that says so (422), never silently dropped.
    """
    token = request.POST.get(FIELD, "")[:LONGEST_KEY] if request.method == "POST" else ""
    if not token:
        return respond()
    first: list[HttpResponseBase] = []
    writes = _Writes()

    def effect() -> Answer:
        with connection.execute_wrapper(writes):
            first.append(respond())
        return _kept_form(first[0], fragment=bool(request.htmx))

    try:
        answer = once(
            by=request.actor,
            at=now(),
            key=token,
            fingerprint=fingerprint("POST", request.get_full_path(), _form_parts(request)),
            effect=effect,
            keep=lambda answer: writes.any and answer.status < 400,
        )
    except KeyReusedError:
        return render(request, "once/changed.html", {"again": request.get_full_path()}, status=422)
    except KeyBusyError:
        return render(request, "once/busy.html", status=409)
    return _form_again(request, answer) if answer.replayed else first[0]


def _form_parts(request: HttpRequest) -> Iterator[bytes]:
    """Yield what was typed, without the form check (it differs each time) and with a digest of each file."""
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            yield from (name.encode(), *(value.encode() for value in request.POST.getlist(name)))
    for name in sorted(request.FILES):
        yield from (name.encode(), *map(_digest, request.FILES.getlist(name)))


def _digest(file: UploadedFile) -> bytes:
    digest = hashlib.sha256((file.name or "").encode())
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.digest()


def _kept_form(response: HttpResponseBase, *, fragment: bool) -> Answer:
    """Return what to keep of a page: where it leads, and the text of a fragment, never a whole page."""
    location = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
    body = response.content if fragment and isinstance(response, HttpResponse) else b""
    return Answer(
        response.status_code,
        location,
        response.headers.get("Content-Type", ""),
        body if len(body) <= _BIGGEST_KEPT else b"",
    )


def _form_again(request: HttpRequest, answer: Answer) -> HttpResponse:
    if 300 <= answer.status < 400:
        return HttpResponse(status=answer.status, headers={"Location": answer.location})
    if answer.location:
        return HttpResponse(status=answer.status, headers={"HX-Redirect": answer.location})
    if answer.body:
        return HttpResponse(answer.body, status=answer.status, content_type=answer.content_type)
    return render(request, "once/sent.html", {"again": request.get_full_path()})


def once_by_header(
    actor_of: Callable[[HttpRequest], Actor | None],
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Return a decorator for API views: an unsafe request with `Idempotency-Key` is answered once.

    `actor_of` tells who calls; None (nobody) goes to the view, which refuses. Answers 409, 429 and 5xx are
    not kept: trying again may help. A repeated answer has the header `Idempotency-Replayed: true`. The same
    key with another request gives 422, a key whose first request is still busy 409.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = request.headers.get(HEADER, "")
            by = actor_of(request) if key and request.method in _UNSAFE else None
            if by is None:
                return view(request, *args, **kwargs)
            if len(key) > LONGEST_KEY:
                return _refuse(400, "once.key_too_long")
            return _once_for_api(request, by, key, lambda: view(request, *args, **kwargs))

        return answered

    return decorate


def _once_for_api(
    request: HttpRequest, by: Actor, key: str, respond: Callable[[], HttpResponse]
) -> HttpResponse:
    first: list[HttpResponse] = []

    def effect() -> Answer:
        first.append(respond())
        headers = first[0].headers
        return Answer(
            first[0].status_code,
            headers.get("Location", ""),
            headers.get("Content-Type", ""),
            first[0].content,
        )

    try:
        answer = once(
            by=by,
            at=now(),
            key=key,
            fingerprint=fingerprint(request.method or "", request.get_full_path(), [request.body]),
            effect=effect,
            keep=lambda answer: answer.status < 500 and answer.status not in {409, 429},
        )
    except (KeyReusedError, KeyBusyError) as error:
        return _refuse(422 if isinstance(error, KeyReusedError) else 409, error.code)
    if not answer.replayed:
        return first[0]
    again = HttpResponse(answer.body, status=answer.status, content_type=answer.content_type)
    again.headers["Idempotency-Replayed"] = "true"
    if answer.location:
        again.headers["Location"] = answer.location
    return again


def _refuse(status: int, code: str) -> JsonResponse:
    return JsonResponse({"code": code}, status=status)
