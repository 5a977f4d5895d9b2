"""Sending a form twice is harmless: it carries a hidden token.

Who sends the same again (a double click, a reload, a retry on a bad line) comes to the same place, and
nothing is written twice. The token, what the form did and its answer commit in one transaction.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from startlijn.base.post.actions.once import once
from startlijn.base.post.rules import fingerprint
from startlijn.base.post.terms import Answer, KeyBusyError, KeyReusedError
from startlijn.base.seams import now
from startlijn.web.middleware import Request

FIELD = "form_token"
LONGEST_KEY = 200
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
        for name in request.FILES:
            for file in request.FILES.getlist(name):
                file.seek(0)  # it may be read for the second time
        with connection.execute_wrapper(writes):
            first.append(respond())
        return _kept_form(first[-1], fragment=bool(request.htmx))

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
    return _form_again(request, answer) if answer.replayed else first[-1]


def _form_parts(request: HttpRequest) -> Iterator[bytes]:
    """Yield what was typed, without the form check (it differs each time) and with a digest of each file."""
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            yield from (name.encode(), *(value.encode() for value in request.POST.getlist(name)))
    for name in sorted(request.FILES):
        yield from (name.encode(), *map(_digest, request.FILES.getlist(name)))


def _digest(file: "UploadedFile[bytes]") -> bytes:
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
