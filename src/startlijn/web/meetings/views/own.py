"""The own meetings, and a series as its members see it."""

from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission
from startlijn.base.seams import day_of, now
from startlijn.domain.meetings.queries import own as queries
from startlijn.web.doors import door
from startlijn.web.meetings.words import month
from startlijn.web.middleware import Request

_PER_PAGE = 20
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def _asked_month(text: str, today: date) -> date:
    """Return the first day of the month that was asked for; of this month when it is not one."""
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return asked if _FIRST_YEAR < asked.year < _LAST_YEAR else today.replace(day=1)


@door(Permission.MEETINGS_OWN)
def own(request: Request) -> HttpResponse:
    """Show the own meetings: what comes, polls to answer, and a month."""
    at = now()
    page = Paginator(queries.coming_meetings(request.actor, at), _PER_PAGE).get_page(request.GET.get("page"))
    first = _asked_month(request.GET.get("month", ""), day_of(at))
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    context = {
        "page": page,
        "lines": queries.meeting_lines(page.object_list),
        "polls": queries.open_polls(request.actor),
        "month": month(first, queries.own_meetings(request.actor, first=first, last=last), day_of(at)),
        "plans": may(request.actor, Permission.MEETINGS_PLAN),
    }
    return render(request, "meetings/own.html", context)


@door(Permission.MEETINGS_OWN)
def series(request: Request, pk: UUID) -> HttpResponse:
    """Show a series to somebody who takes part in it."""
    found = queries.own_series(request.actor, pk)
    trail = [{"label": _("Meetings"), "url": reverse("meetings:own")}, {"label": found.title, "url": ""}]
    return render(request, "meetings/series.html", {"series": found, "crumbs": trail})
