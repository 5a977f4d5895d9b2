"""Starters: the list, one starter, and those of whom nobody arranges the line."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.privacy.actions import read_statements
from startlijn.base.seams import now, today
from startlijn.content.sector_rules import Certainty
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.places import places_to_register
from startlijn.domain.guidance.queries.starter_page import StarterPage, is_leaving, starter_page
from startlijn.domain.guidance.queries.starters import starters as list_starters
from startlijn.domain.guidance.queries.unclaimed import pools_of, to_claim
from startlijn.domain.guidance.rules.entitlements import Entitlements
from startlijn.domain.guidance.terms import Standing
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried
from startlijn.web.starters.small_forms import ClaimForm, LookingForm
from startlijn.web.starters.words import CERTAINTIES, warning

_ON_A_PAGE = 25


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the list of starters to a page: pairs of label and address ("" for the page)."""
    trail = [{"label": _("Starters"), "url": reverse("starters:starters")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


@door(Permission.LINE_REGISTER)
def starters(request: Request) -> HttpResponse:
    """List the starters somebody registers or arranges."""
    places = [place for place in places_to_register(request.actor) if place.school_id]
    form = LookingForm(request.GET or None, schools=[(str(place.school_id), place.name) for place in places])
    looking = form.looking()
    page = Paginator(list_starters(request.actor, looking), _ON_A_PAGE).get_page(request.GET.get("page"))
    kept = {name: value for name, value in request.GET.items() if name != "page" and value}
    context = {
        "page": page,
        "filters": list(form),
        "filtered": bool(kept),
        "query": urlencode(kept),
        "may_claim": may(request.actor, Permission.LINE_ARRANGE) and bool(pools_of(request.actor)),
    }
    return render(request, "starters/starters.html", context)


@door(Permission.LINE_REGISTER)
def starter(request: Request, pk: UUID) -> HttpResponse:
    """Show one starter to who registers or arranges."""
    page = starter_page(request.actor, pk)
    records = [page.id, *(work.id for work in page.work)]
    context = {
        "page": page,
        "entitled": _entitled(page.entitled),
        "days": [day.label for day in page.days],
        "facts": _facts(page),
        "leaving": is_leaving(page),
        "beside": read_statements(by=request.actor, at=now(), object_ids=records),
        "going_on": page.standing not in {Standing.LEFT, Standing.COMPLETED, Standing.UNDONE},
        "crumbs": crumbs((page.name, "")),
    }
    return render(request, "starters/starter.html", context)


def _facts(page: StarterPage) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = []
    extended = _("extended by %(days)s days") % {"days": page.extended_days} if page.extended_days else ""
    facts += [
        {"label": _("Kind of starter"), "value": page.starter_type.label},
        {"label": _("E-mail address"), "value": page.email or _("none")},
        {"label": _("Subjects or year groups"), "value": page.subjects or _("not filled in")},
        {
            "label": _("Days at work"),
            "value": ", ".join(str(day.label) for day in page.days) or _("not filled in"),
        },
        {"label": _("Coach"), "value": _("there is one") if page.has_coach else _("none yet")},
        {"label": _("Line"), "value": _("follows a programme") if page.has_programme else _("none yet")},
    ]
    return [*facts, {"label": _("Extension"), "value": extended}] if extended else facts


def _entitled(found: Entitlements) -> dict[str, Any]:
    """Return entitlements in the reader's language: hours, warnings, and the rules with their source."""
    language = "nl" if (get_language() or "nl").startswith("nl") else "en"
    return {
        "lines": [{"line": line, "says": line.says(language), "rule": line.rule.id} for line in found.lines],
        "hours": found.hours,
        "advised": found.advised_hours,
        "warnings": [
            {"text": warning(each), "place": each.place, "wrong": each.is_wrong} for each in found.warnings
        ],
        "rules": [
            {
                "id": rule.id,
                "says": rule.sentence(language),
                "source": rule.source,
                "certainty": CERTAINTIES[rule.certainty],
                "sure": rule.certainty is Certainty.SEEN,
            }
            for rule in found.rules
        ],
    }


@door(Permission.LINE_ARRANGE)
def without_school(request: Request) -> HttpResponse:
    """List the starters of whom nobody arranges the line, for who runs a pool."""
    found = to_claim(request.actor, on=today())
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    trail = crumbs((_("Without a school"), ""))
    return render(request, "starters/pool.html", {"page": page, "crumbs": trail})


@door(Permission.LINE_ARRANGE, "GET", "POST")
def claim(request: Request, pk: UUID) -> HttpResponse:
    """Ask into which pool, and take a starter in."""
    name = next((each.name for each in to_claim(request.actor, on=today()) if each.id == pk), "")
    if not name:
        raise NotVisibleError("Trajectory")
    form = ClaimForm(request.POST or None, pools=pools_of(request.actor))
    if request.method == "POST" and form.is_valid():
        board_id = form.board_id()
        if tried(
            request,
            lambda: actions.claim_starter(by=request.actor, at=now(), trajectory_id=pk, board_id=board_id),
        ):
            messages.success(request, _("%(name)s is in your pool now. Choose a coach.") % {"name": name})
            return redirect("starters:starter", pk)
    trail = crumbs((_("Without a school"), reverse("starters:pool")), (name, ""))
    return render(request, "starters/claim.html", {"form": form, "name": name, "crumbs": trail})
