"""The first page, and the heartbeat for machines."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from startlijn.base.seams import today
from startlijn.base.tenancy import within
from startlijn.web.doors import open_door, own_door
from startlijn.web.home.plate import plate
from startlijn.web.middleware import Request
from startlijn.web.names import ROLES


@own_door("GET")
def home(request: Request) -> HttpResponse:
    """Show today: the line of three school years and what waits for this person."""
    actor = request.actor
    if actor.partnership_id is None:
        return render(request, "home/no_role.html", {"name": actor.name})
    with within(actor.partnership_id):
        context = {
            "plate": plate(actor, today()),
            "roles": [{"name": ROLES[grant.role], "place": grant.place_name} for grant in actor.grants],
            "today": today(),
        }
        return render(request, "home/home.html", context)


@open_door("Tells a load balancer that this process answers; says nothing else.", "GET")
def heartbeat(request: Request) -> HttpResponse:
    """Answer that the process lives."""
    return JsonResponse({"status": "ok"})
