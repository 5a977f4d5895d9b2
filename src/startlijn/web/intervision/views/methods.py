"""The methods: a list, a card to print, and the timer."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.content.intervision import Method, packaged_methods
from startlijn.domain.intervision.queries import own
from startlijn.domain.intervision.rules.clock import slices
from startlijn.web.doors import door
from startlijn.web.intervision.words import SPEAKERS
from startlijn.web.middleware import Request

_ROUND = 5  # minutes: a meeting begins at a round time


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from intervision to a page: pairs of label and address ("" for the page)."""
    trail = [{"label": _("Intervision"), "url": reverse("intervision:own")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


def begins_at(asked: str) -> datetime:
    """Return the moment today that was asked ("15:00"), or this moment rounded up to five minutes."""
    moment = timezone.localtime(now())
    try:
        wanted = time.fromisoformat(asked)
    except ValueError:
        moment = moment.replace(second=0, microsecond=0)
        return moment + timedelta(minutes=-moment.minute % _ROUND)
    return moment.replace(hour=wanted.hour, minute=wanted.minute, second=0, microsecond=0)


def _method(method_id: str) -> Method:
    found = own.method_named(method_id)
    if found is None:
        raise NotVisibleError("Method")
    return found


@door(Permission.INTERVISION_OWN)
def methods(request: Request) -> HttpResponse:
    """List the methods, the shortest first."""
    context = {"methods": packaged_methods(), "crumbs": crumbs((_("Methods"), ""))}
    return render(request, "intervision/methods.html", context)


@door(Permission.INTERVISION_OWN)
def card(request: Request, method_id: str) -> HttpResponse:
    """Show a method as a card to read or print."""
    found = _method(method_id)
    trail = crumbs((_("Methods"), reverse("intervision:methods")), (str(found.title), ""))
    steps = [{"step": step, "who": SPEAKERS[step.who]} for step in found.steps]
    return render(request, "intervision/method.html", {"method": found, "steps": steps, "crumbs": trail})


@door(Permission.INTERVISION_OWN)
def timer(request: Request, method_id: str) -> HttpResponse:
    """Show the steps with clock times, and a timer where the browser can; nothing can be typed there."""
    found = _method(method_id)
    starts = begins_at(request.GET.get("from", ""))
    times = slices([step.minutes for step in found.steps], starts)
    group = _group(request)
    steps = [
        {
            "title": step.title,
            "minutes": step.minutes,
            "who": SPEAKERS[step.who],
            "asked": step.asked,
            "begins": each.begins,
            "ends": each.ends,
        }
        for step, each in zip(found.steps, times, strict=True)
    ]
    trail = crumbs(
        *([(group.name, reverse("intervision:group", args=[group.id]))] if group else []),
        (str(found.title), ""),
    )
    context = {
        "method": found,
        "steps": steps,
        "starts": starts,
        "ends": times[-1].ends,
        "group": group,
        "crumbs": trail,
        "after": f"{reverse('intervision:record', args=[group.id])}?method={found.id}" if group else "",
    }
    return render(request, "intervision/timer.html", context)


def _group(request: Request) -> own.GroupPage | None:
    """Return the group for which the timer runs, when the address names one of the reader's own."""
    asked = request.GET.get("group", "")
    try:
        return own.group_page(request.actor, UUID(asked)) if asked else None
    except ValueError:
        return None
