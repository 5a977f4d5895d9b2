"""Giving away a file that somebody kept: never shown inside a page of ours (ASVS 3.2.1)."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from startlijn.base.files.terms import FileContent

# Even opened by hand in the browser it is alone: no script, no form, no address of ours.
_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def attachment(content: FileContent) -> HttpResponse:
    """Return a kept file as a download."""
    return download(content.data, content.facts.media_type, content.facts.name)


def download(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Return bytes as a download with this name, in a sandbox, and of no other kind than it says."""
    answer = HttpResponse(data, content_type=media_type)
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    answer.headers["Content-Security-Policy"] = _SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
