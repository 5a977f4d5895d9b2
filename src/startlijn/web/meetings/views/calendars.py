"""Meetings for calendars: one as a file, and the secret address of a series."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.queries import calendars as queries
from startlijn.domain.meetings.queries.series import series_page
from startlijn.domain.meetings.rules.calendars import CalendarMeeting, listing
from startlijn.web.doors import door, open_door
from startlijn.web.meetings.views.series import crumbs
from startlijn.web.middleware import Request

MEDIA_TYPE = "text/calendar; charset=utf-8"


def _file(meetings: list[CalendarMeeting], at: datetime, name: str) -> HttpResponse:
    answer = HttpResponse(listing(meetings, at=at, name=name), content_type=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="startlijn.ics"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@door(Permission.MEETINGS_OWN)
def one(request: Request, pk: UUID) -> HttpResponse:
    """Give one own meeting as a file, to put into any calendar."""
    return _file([queries.meeting_for_calendar(request.actor, pk)], now(), "Startlijn")


@open_door("The secret in the address is the key: calendar programs cannot log in.")
def feed(request: Request, secret: str) -> HttpResponse:
    """Give the meetings of a series to a calendar program that knows the secret address."""
    at = now()
    try:
        title, language, meetings = queries.series_calendar(secret, at)
    except NotVisibleError as error:
        raise Http404 from error
    with translation.override(language):
        return _file(meetings, at, title)


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def address(request: Request, pk: UUID) -> HttpResponse:
    """Make the secret address of a series, show it once, or take it back."""
    page = series_page(request.actor, pk, at=now())
    if request.method == "POST" and "revoke" in request.POST:
        actions.revoke_series_feed(by=request.actor, at=now(), series_id=pk)
        messages.success(request, _("The address no longer works."))
        return redirect("meetings:calendar", pk)
    made = ""
    if request.method == "POST":
        secret = actions.make_series_feed(by=request.actor, at=now(), series_id=pk)
        made = settings.PUBLIC_URL.rstrip("/") + reverse("meetings:feed", args=[secret])
    trail = crumbs((page.facts.title, reverse("meetings:plan", args=[pk])), (_("Calendar of the series"), ""))
    context = {"facts": page.facts, "since": page.facts.feed_made_at, "made": made, "crumbs": trail}
    return render(request, "meetings/calendar.html", context)
