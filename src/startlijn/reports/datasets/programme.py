"""A version of a programme as a workbook, with the columns that the import understands."""

from django.utils.translation import gettext as _

from startlijn.domain.induction.queries.views import VersionPage
from startlijn.domain.induction.rules.tables import headers, rows_of
from startlijn.engines.tables import write_xlsx


def xlsx_of(page: VersionPage) -> bytes:
    """Return the elements of a version as a workbook in the reader's language: one row per element."""
    title = _("Version %(number)s") % {"number": page.facts.number}
    return write_xlsx(headers(), rows_of(page.elements), title=title)
