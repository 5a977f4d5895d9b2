"""What to send invoices for, as CSV and XLSX: one row per team that takes part. No bookkeeping."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from startlijn.domain.courses.queries.views import EditionView, InvoiceLine
from startlijn.engines.tables import Cell, write_csv, write_xlsx


def _headers() -> list[str]:
    return [
        _("Course code"),
        _("School year"),
        _("School"),
        _("Board"),
        _("Contact"),
        _("E-mail address"),
        _("Participants"),
        _("Number of participants"),
        _("Training school"),
        _("Tariff in euros"),
        _("Amount in euros"),
    ]


def rows(edition: EditionView, lines: Sequence[InvoiceLine]) -> list[list[Cell]]:
    """Return one row per team, in the order of the lines."""
    return [
        [
            edition.course.code,
            edition.years,
            line.school,
            line.board,
            line.contact_name,
            line.contact_email,
            ", ".join(line.participants),
            len(line.participants),
            _("yes") if line.training_school else _("no"),
            float(line.each),
            float(line.total),
        ]
        for line in lines
    ]


def csv_of(edition: EditionView, lines: Sequence[InvoiceLine]) -> bytes:
    """Return the rows as CSV in the reader's language, safe to open in a spreadsheet."""
    return write_csv(_headers(), rows(edition, lines))


def xlsx_of(edition: EditionView, lines: Sequence[InvoiceLine]) -> bytes:
    """Return the rows as a workbook in the reader's language."""
    return write_xlsx(_headers(), rows(edition, lines), title=edition.course.code)
