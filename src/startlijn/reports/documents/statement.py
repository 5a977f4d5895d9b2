"""A statement of participation as a PDF, for the participant (seed 000 line 64: at least 25 hours)."""

from django.utils.translation import get_language

from startlijn.domain.courses.queries.completion import Statement
from startlijn.domain.courses.rules.ledger import as_hours
from startlijn.reports.documents.printing import pdf


def statement_pdf(statement: Statement) -> bytes:
    """Return a statement as PDF, in the reader's language."""
    language = get_language() or "nl"
    english = language == "en" and statement.course_en
    context = {
        "statement": statement,
        "course": statement.course_en if english else statement.course,
        "school_year": f"{statement.school_year}-{statement.school_year + 1}",
        "contact": as_hours(statement.contact_minutes),
        "own": as_hours(statement.own_minutes),
        "total": as_hours(statement.contact_minutes + statement.own_minutes),
        "language": language,
    }
    return pdf("documents/statement.html", context)
