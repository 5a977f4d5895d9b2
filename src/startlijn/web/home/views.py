"""The first page, and the heartbeat for machines."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from startlijn.web.doors import open_door, own_door
from startlijn.web.middleware import Request


@own_door("GET")
def home(request: Request) -> HttpResponse:
    """Show today: the line of the school year and what waits for this person."""
    return render(request, "home/home.html", {"actor": request.actor})


@open_door("Tells a load balancer that this process answers; says nothing else.", "GET")
def heartbeat(request: Request) -> HttpResponse:
    """Answer that the process lives."""
    return JsonResponse({"status": "ok"})
