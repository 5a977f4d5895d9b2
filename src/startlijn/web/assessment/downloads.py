"""Giving a file that somebody handed in: to keep, never to run in the page."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from startlijn.base.files.terms import FileContent


def as_download(found: FileContent) -> HttpResponse:
    """Return a file as an attachment, sealed off from the site (ASVS 3.2.1)."""
    answer = HttpResponse(found.data, content_type=found.facts.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, found.facts.name) or "attachment"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
