"""A moment to look at a video of a lesson together: agree on one, call it off."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.networks import actions
from startlijn.domain.networks.queries import networks, video
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.networks.forms import VideoForm
from startlijn.web.networks.views import crumbs
from startlijn.web.refusals import tried, tried_in


@door(Permission.NETWORKS_OWN, "GET", "POST")
def arrange(request: Request, pk: UUID) -> HttpResponse:
    """Agree with another member on a moment."""
    network = video.own_network(request.actor, pk)
    others = video.companions(request.actor, network)
    form = VideoForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(given["day"], given["time"]))
        if tried_in(
            form,
            lambda: actions.arrange_video(
                by=request.actor,
                at=now(),
                network_id=pk,
                member_id=given["member_id"],
                starts_at=starts_at,
                minutes=given["minutes"],
                place=given["place"],
                title=_(actions.VIDEO_TITLE),
            ),
        ):
            messages.success(request, _("Agreed. You both get it in your calendar."))
            return redirect("networks:network", pk)
    found = networks.network_page(request.actor, pk)
    context = {
        "form": form,
        "others": others,
        "found": found,
        "crumbs": crumbs(_("Coaching with video"), found),
    }
    return render(request, "networks/video.html", context)


@door(Permission.NETWORKS_OWN, "GET", "POST")
def call_off(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then call an appointment off."""
    row, line = video.video_line(request.actor, pk, now())
    if request.method == "POST":
        if tried(request, lambda: actions.call_off_video(by=request.actor, at=now(), video_id=pk)):
            messages.success(request, _("Called off. It leaves both calendars."))
        return redirect("networks:network", row.network_id)
    found = networks.network_page(request.actor, row.network_id)
    context = {"line": line, "found": found, "crumbs": crumbs(_("Call off"), found)}
    return render(request, "networks/video_call_off.html", context)
