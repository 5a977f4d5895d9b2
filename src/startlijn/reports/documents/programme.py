"""A programme to print: the booklet for a newcomer, and the document for the staff council."""

from django.utils.translation import get_language

from startlijn.domain.induction.queries.views import ComparisonPage, VersionPage
from startlijn.domain.induction.rules.elements import in_language
from startlijn.domain.induction.terms import CheckGroup
from startlijn.reports.documents.printing import pdf


def _context(page: VersionPage) -> dict[str, object]:
    facts = page.facts
    own, other = facts.introduction_nl, facts.introduction_en
    introduction = (other or own) if in_language() == "en" else (own or other)
    return {"page": page, "introduction": introduction, "language": get_language() or "nl"}


def booklet_of(page: VersionPage) -> bytes:
    """Return a version as PDF in the active language, as somebody new receives it: without policy."""
    return pdf("documents/programme.html", _context(page))


def policy_document_of(page: VersionPage, comparison: ComparisonPage) -> bytes:
    """Return a version as PDF for the staff council: hours, money, owners, checks, and what changed.

    `comparison` is the version beside the one before it, or beside its template.
    """
    groups = [{"label": group.label, "checks": page.checks_in(group)} for group in CheckGroup]
    context = _context(page) | {"found": comparison, "groups": groups}
    return pdf("documents/programme_policy.html", context)
