"""Published groups as a PDF to print: a table per group."""

from collections.abc import Sequence

from django.utils.translation import get_language

from startlijn.domain.groups.queries.published import GroupView
from startlijn.reports.documents.printing import pdf


def pdf_of(groups: Sequence[GroupView]) -> bytes:
    """Return the published groups of one round as PDF, in the reader's language."""
    context = {"groups": groups, "facts": groups[0].round, "language": get_language() or "nl"}
    return pdf("documents/groups.html", context)
