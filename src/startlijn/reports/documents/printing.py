"""HTML to PDF (PDF/UA-1: tagged, with a language and a title). Loads nothing from outside this package."""

from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML


class OutsideError(ValueError):
    """A document asked for something that is not a static file of ours."""


def _own_files_only(url: str, *_args: Any, **_options: Any) -> dict[str, Any]:
    prefix = "static:/"
    found = finders.find(url.removeprefix(prefix).lstrip("/")) if url.startswith(prefix) else None
    if found is None:
        raise OutsideError(url)
    kinds = {"css": "text/css", "woff2": "font/woff2", "svg": "image/svg+xml"}
    with open(str(found), "rb") as file:  # noqa: PTH123  a path from Django's own finder
        return {"string": file.read(), "mime_type": kinds[str(found).rpartition(".")[2]]}


def pdf(template: str, context: dict[str, object]) -> bytes:
    """Return a template as PDF, in the active language."""
    html = render_to_string(template, context)
    document = HTML(string=html, base_url="static:/", url_fetcher=_own_files_only)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))
