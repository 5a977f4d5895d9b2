"""The own calendar: a secret address to read along, and single moments as a file."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import day_of, now
from startlijn.base.tenancy import within
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries import coaching, moments
from startlijn.domain.meetings.queries.calendars import own_calendar
from startlijn.domain.meetings.rules.calendars import CalendarMeeting
from startlijn.reports.documents.calendar import MEDIA_TYPE, calendar_of
from startlijn.web.doors import door, open_door
from startlijn.web.middleware import Request


def _file(
    found: list[moments.CalendarMoment], name: str, meetings: Sequence[CalendarMeeting] = ()
) -> HttpResponse:
    text = calendar_of(
        found,
        at=now(),
        address=settings.PUBLIC_URL,
        own=reverse("guidance:own"),
        coach=reverse("guidance:coaching"),
        meetings=meetings,
    )
    answer = HttpResponse(text, content_type=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@door(Permission.OWN_ACCOUNT, "GET", "POST")
def address(request: Request) -> HttpResponse:
    """Make the secret address of the own calendar, show it once, or take it back."""
    if request.method == "POST" and "revoke" in request.POST:
        actions.revoke_feed(by=request.actor, at=now())
        messages.success(request, _("The address no longer works. You can remove it from your calendar."))
        return redirect("guidance:calendar")
    made = ""
    if request.method == "POST":
        secret = actions.make_feed(by=request.actor, at=now())
        made = settings.PUBLIC_URL.rstrip("/") + reverse("guidance:feed", args=[secret])
    context = {"since": coaching.own_feed(request.actor), "made": made}
    return render(request, "guidance/calendar.html", context)


@open_door("The secret in the address is the key: calendar programs cannot log in.")
def feed(request: Request, secret: str) -> HttpResponse:
    """Give the own moments and meetings to a calendar program that knows the secret address."""
    at = now()
    try:
        actor, language = moments.feed_owner(secret, at)
    except NotVisibleError as error:
        raise Http404 from error
    assert actor.partnership_id is not None
    with within(actor.partnership_id), translation.override(language):
        return _file(moments.own_moments(actor, day_of(at)), "startlijn", own_calendar(actor, at))


@door(Permission.OWN_ACCOUNT)
def one(request: Request, pk: UUID) -> HttpResponse:
    """Give one moment as a file, to put into any calendar."""
    return _file([moments.moment(request.actor, pk)], "startlijn")
