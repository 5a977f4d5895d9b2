"""What a document may load: static files of this package. Apart, because WeasyPrint takes 40 MB of memory."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from weasyprint.urls import URLFetcher, URLFetcherResponse

BASE = (
    "https://static.invalid/"  # a name that never exists (RFC 6761): addresses are joined to it, not visited
)
_KINDS = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}


class OutsideError(ValueError):
    """A document asked for something that is not a static file of ours."""


class OwnFiles(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Gives static files of this package, and nothing else: no network, no other files."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Return the static file at an address below `BASE`; raise `OutsideError` for any other."""
        found = finders.find(url.removeprefix(BASE)) if url.startswith(BASE) else None
        if not isinstance(found, str) or Path(found).suffix not in _KINDS:
            raise OutsideError(url)
        file = Path(found)
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": _KINDS[file.suffix]})
