"""The worker that lets the form for a lesson open again without network (decision 16)."""

from functools import cache
from pathlib import Path

from django.http import HttpResponse

from startlijn.web.doors import open_door
from startlijn.web.middleware import Request

_FILE = Path(__file__).resolve().parents[2] / "static" / "startlijn" / "lessons-worker.js"


@cache
def _script() -> str:
    return _FILE.read_text(encoding="utf-8")


@open_door("A browser fetches it for the form of a lesson; it holds no data and answers only offline.", "GET")
def worker(request: Request) -> HttpResponse:
    """Return the worker from the root, so that it may answer for pages; a browser looks each time."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers=headers)
