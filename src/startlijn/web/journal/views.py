"""The journal on screen: everybody sees the own lines, who watches over the partnership sees all."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from startlijn.base.access.rules import whole_partnership
from startlijn.base.access.terms import Permission
from startlijn.base.journal import queries
from startlijn.web.doors import own_door
from startlijn.web.journal.words import deed
from startlijn.web.middleware import Request


@own_door("GET")
def journal(request: Request) -> HttpResponse:
    """Show who did what, newest first; `q` finds a name or a code."""
    text = request.GET.get("q", "").strip()
    lines = queries.search_lines(request.actor, text)
    page = Paginator(lines, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [{"line": line, "deed": deed(line.action)} for line in page],
        "q": text,
        "everything": whole_partnership(request.actor, Permission.JOURNAL_READ),
    }
    return render(request, "journal/journal.html", context)
