"""HTML to PDF (PDF/UA-1: tagged, with a language and a title). Loads nothing from outside this package."""

from django.template.loader import render_to_string


def pdf(template: str, context: dict[str, object]) -> bytes:
    """Return a template as PDF, in the active language."""
    # Late: WeasyPrint takes a second and 40 MB, and most web processes never print.
    from weasyprint import HTML

    from startlijn.reports.documents.own_files import BASE, OwnFiles  # late for the same reason

    html = render_to_string(template, context)
    document = HTML(string=html, base_url=BASE, url_fetcher=OwnFiles())
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))
