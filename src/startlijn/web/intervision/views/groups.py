"""One's own groups, and a starter's wish for one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.content.intervision import packaged_methods
from startlijn.domain.intervision import actions
from startlijn.domain.intervision.queries import own as queries
from startlijn.domain.intervision.terms import PupilAge, Theme
from startlijn.web.doors import door
from startlijn.web.intervision.forms import WishForm
from startlijn.web.intervision.views.methods import crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

_PER_PAGE = 20


@door(Permission.INTERVISION_OWN)
def own(request: Request) -> HttpResponse:
    """List the own groups, and the own wish for one."""
    context = {
        "page": Paginator(queries.own_groups(request.actor), _PER_PAGE).get_page(request.GET.get("page")),
        "wish": queries.own_wish(request.actor),
        "starter": may(request.actor, Permission.LINE_OWN),
        "arranges": may(request.actor, Permission.INTERVISION_ARRANGE),
    }
    return render(request, "intervision/own.html", context)


@door(Permission.LINE_OWN, "GET", "POST")
def wish(request: Request) -> HttpResponse:
    """Ask for a group."""
    present = queries.own_wish(request.actor)
    initial = {"theme": present.theme, "pupil_age": present.pupil_age} if present else {}
    form = WishForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        theme, age = Theme(form.cleaned_data["theme"]), PupilAge(form.cleaned_data["pupil_age"])
        if tried_in(
            form,
            lambda: actions.ask_for_group(by=request.actor, at=now(), theme=theme, pupil_age=age),
        ):
            messages.success(request, _("Asked. You get a message when your group is known."))
            return redirect("intervision:own")
    context = {"form": form, "present": present, "crumbs": crumbs((_("A group for me"), ""))}
    return render(request, "intervision/wish.html", context)


@door(Permission.LINE_OWN, "POST")
def withdraw(request: Request) -> HttpResponse:
    """Take the own wish back."""
    actions.withdraw_wish(by=request.actor, at=now())
    messages.success(request, _("Your wish was removed."))
    return redirect("intervision:own")


@door(Permission.INTERVISION_OWN)
def group(request: Request, pk: UUID) -> HttpResponse:
    """Show a group to who is in it: whose turn it is, the methods, and the meetings that were held."""
    page = queries.group_page(request.actor, pk)
    held = Paginator(queries.sessions_of(request.actor, pk), _PER_PAGE).get_page(request.GET.get("page"))
    roles = [
        {"label": label, "name": page.name_of(turn.member_id), "turn": turn}
        for label, turn in ((_("Case bringer"), page.roles.bringer), (_("Chair"), page.roles.chair))
        if turn is not None
    ]
    size = len(page.members)
    methods = [{"method": each, "fits": each.smallest <= size <= each.largest} for each in packaged_methods()]
    context = {
        "group": page,
        "roles": roles,
        "methods": methods,
        "page": held,
        "crumbs": crumbs((page.name, "")),
    }
    return render(request, "intervision/group.html", context)


@door(Permission.INTERVISION_OWN, "GET", "POST")
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then leave a group."""
    page = queries.group_page(request.actor, pk)
    member = queries.own_membership(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.remove_member(by=request.actor, at=now(), member_id=member.pk)):
            messages.success(request, _("You left the group."))
        return redirect("intervision:own")
    trail = crumbs((page.name, reverse("intervision:group", args=[pk])), (_("Leave"), ""))
    return render(request, "intervision/leave.html", {"group": page, "crumbs": trail})
