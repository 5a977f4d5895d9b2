"""Coming to another school: the school asks, the starter decides."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.moves import move_question, own_moves
from startlijn.domain.guidance.queries.places import places_to_register
from startlijn.domain.guidance.terms import ContractType, MoveStage
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in
from startlijn.web.starters.forms import AskForm
from startlijn.web.starters.small_forms import DecideForm
from startlijn.web.starters.views.overview import crumbs

_ON_A_PAGE = 25


@door(Permission.LINE_REGISTER, "GET", "POST")
def ask(request: Request) -> HttpResponse:
    """Ask a starter of another school to come. The answer is the same, whether or not there is one."""
    places = [place for place in places_to_register(request.actor) if place.school_id]
    form = AskForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        given, school_id = form.cleaned_data, form.chosen().school_id
        assert school_id is not None
        if tried_in(
            form,
            lambda: actions.ask_to_move(
                by=request.actor,
                at=now(),
                email=given["email"],
                school_id=school_id,
                starts_on=given["started_on"],
                beside=given["beside"],
                contract_type=ContractType(given["contract_type"]),
                fte=given["fte"],
            ),
        ):
            messages.success(
                request,
                _(
                    "Is there a starter with this address? Then your question is on its way. The starter "
                    "decides."
                ),
            )
            return redirect("starters:starters")
    trail = crumbs((_("A starter comes from another school"), ""))
    return render(request, "starters/ask.html", {"form": form, "crumbs": trail})


@door(Permission.LINE_OWN)
def own(request: Request) -> HttpResponse:
    """List what schools asked the starter."""
    page = Paginator(own_moves(request.actor), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "starters/moves.html", {"page": page, "asked": MoveStage.ASKED})


@door(Permission.LINE_OWN, "GET", "POST")
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Let the starter say yes, and choose what travels along."""
    move, work = move_question(request.actor, pk)
    if move.stage != MoveStage.ASKED:
        messages.info(request, _("You answered this question before."))
        return redirect("starters:moves")
    form = DecideForm(request.POST or None, work=work, beside=move.beside)
    if request.method == "POST" and form.is_valid():
        details = form.details()
        if tried_in(form, lambda: actions.agree_to_move(by=request.actor, at=now(), move_id=pk, **details)):
            messages.success(
                request, _("You said yes. Your line goes along to %(school)s.") % {"school": move.school}
            )
            return redirect("starters:moves")
    trail = [
        {"label": _("Questions of schools"), "url": reverse("starters:moves")},
        {"label": move.school, "url": ""},
    ]
    return render(request, "starters/move.html", {"move": move, "work": work, "form": form, "crumbs": trail})


@door(Permission.LINE_OWN, "POST")
def refuse(request: Request, pk: UUID) -> HttpResponse:
    """Let the starter say no. Nobody is told."""
    move_question(request.actor, pk)
    if tried(request, lambda: actions.refuse_move(by=request.actor, at=now(), move_id=pk)):
        messages.success(request, _("You said no. Nobody is told."))
    return redirect("starters:moves")
