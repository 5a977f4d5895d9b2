"""Forming groups of starters: a proposal, changed by hand, published."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.post.terms import QueueFullError
from startlijn.base.seams import now
from startlijn.domain.intervision import actions
from startlijn.domain.intervision.queries import composing, people
from startlijn.domain.intervision.terms import CompositionState
from startlijn.web.doors import door
from startlijn.web.intervision.forms import ComposeForm
from startlijn.web.intervision.views.arranging import trail
from startlijn.web.intervision.words import OUTCOMES
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def _full(request: Request) -> None:
    messages.error(request, _("There are too many proposals waiting. Try again in a minute."))


@door(Permission.INTERVISION_ARRANGE, "GET", "POST")
def compose(request: Request) -> HttpResponse:
    """Ask for a proposal of groups."""
    form = ComposeForm(request.POST or None, places=people.places_to_arrange(request.actor))
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        asked = form.asked
        try:
            if tried_in(form, lambda: made.append(actions.compose(by=request.actor, at=now(), **asked))):
                return redirect("intervision:composition", made[0].pk)
        except QueueFullError:
            _full(request)
    context = {
        "form": form,
        "waiting": composing.waiting_count(request.actor),
        "crumbs": trail((_("New proposal"), "")),
    }
    return render(request, "intervision/compose.html", context)


@door(Permission.INTERVISION_ARRANGE)
def composition(request: Request, pk: UUID) -> HttpResponse:
    """Show a proposal: that it is being computed, or its groups."""
    page = composing.composition_page(request.actor, pk)
    numbers = [group.number for group in page.groups]
    context = {
        "page": page,
        "numbers": [*numbers, len(numbers) + 1] if numbers else [],
        "draft": page.state == CompositionState.DRAFT,
        "computing": page.state == CompositionState.COMPUTING,
        "proof": OUTCOMES.get(page.outcome, ""),
        "crumbs": trail((page.title, "")),
    }
    return render(request, "intervision/composition.html", context)


@door(Permission.INTERVISION_ARRANGE, "POST")
def again(request: Request, pk: UUID) -> HttpResponse:
    """Compute the proposal again."""
    try:
        tried(request, lambda: actions.compose_again(by=request.actor, at=now(), composition_id=pk))
    except QueueFullError:
        _full(request)
    return redirect("intervision:composition", pk)


@door(Permission.INTERVISION_ARRANGE, "POST")
def move(request: Request, place: UUID) -> HttpResponse:
    """Move a starter to another group."""
    given = request.POST.get("group", "")
    number = int(given) if given.isdecimal() and len(given) < 4 else 0
    made: list[Any] = []
    if tried(
        request,
        lambda: made.append(actions.move_starter(by=request.actor, at=now(), place_id=place, group=number)),
    ):
        messages.success(request, _("Moved."))
        return redirect("intervision:composition", made[0].pk)
    return redirect("intervision:composition", composing.composition_of(request.actor, place))


@door(Permission.INTERVISION_ARRANGE, "GET", "POST")
def publish(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then make the groups: only now starters are told."""
    page = composing.composition_page(request.actor, pk)
    if request.method == "POST":
        if tried(
            request,
            lambda: actions.publish_composition(
                by=request.actor, at=now(), composition_id=pk, expected_version=page.version
            ),
        ):
            messages.success(request, _("Published. Every starter gets a message with a link to the group."))
            return redirect("intervision:arrange")
        return redirect("intervision:composition", pk)
    here = trail((page.title, reverse("intervision:composition", args=[pk])), (_("Publish"), ""))
    context = {"page": page, "people": sum(len(each.places) for each in page.groups), "crumbs": here}
    return render(request, "intervision/publish.html", context)


@door(Permission.INTERVISION_ARRANGE, "POST")
def discard(request: Request, pk: UUID) -> HttpResponse:
    """Throw a proposal away."""
    if tried(request, lambda: actions.remove_composition(by=request.actor, at=now(), composition_id=pk)):
        messages.success(request, _("The proposal is gone. Nobody was told."))
        return redirect("intervision:arrange")
    return redirect("intervision:composition", pk)
