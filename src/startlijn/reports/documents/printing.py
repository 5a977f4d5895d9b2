"""HTML to PDF (PDF/UA-1: tagged, with a language and a title). Loads nothing from outside this package."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

_BASE = (
    "https://static.invalid/"  # a name that never exists (RFC 6761): addresses are joined to it, not visited
)
_KINDS = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}


class OutsideError(ValueError):
    """A document asked for something that is not a static file of ours."""


class OwnFiles(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Gives static files of this package, and nothing else: no network, no other files."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return the static file at an address below `_BASE`; raise `OutsideError` for any other."""
        found = finders.find(url.removeprefix(_BASE)) if url.startswith(_BASE) else None
        if not isinstance(found, str) or Path(found).suffix not in _KINDS:
            raise OutsideError(url)
        file = Path(found)
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": _KINDS[file.suffix]})


def pdf(template: str, context: dict[str, object]) -> bytes:
    """Return a template as PDF, in the active language."""
    html = render_to_string(template, context)
    document = HTML(string=html, base_url=_BASE, url_fetcher=OwnFiles())
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))
