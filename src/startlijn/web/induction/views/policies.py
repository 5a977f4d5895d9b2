"""What boards decided: read, and write it down."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.induction import actions, queries
from startlijn.domain.induction.actions import Decided
from startlijn.domain.induction.queries.views import PolicyPage
from startlijn.domain.induction.rules.reasons import sentence_case
from startlijn.domain.induction.terms import YEARS, StarterType
from startlijn.web.doors import door
from startlijn.web.induction import heads
from startlijn.web.induction.forms import DayForm, IntensityForm, PolicyForm
from startlijn.web.induction.views.programmes import crumbs
from startlijn.web.induction.views.versions import usual_day
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in

_PER_PAGE = 25


def _crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return crumbs((_("Policy of boards"), reverse("induction:boards")), *pairs)


@door(Permission.PROGRAMMES_READ)
def boards(request: Request) -> HttpResponse:
    """List the boards with what they decided."""
    page = Paginator(queries.boards_with_policies(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"board": board, "policy": getattr(board, "induction_policy", None)} for board in page]
    context = {"page": page, "rows": rows, "crumbs": crumbs((_("Policy of boards"), ""))}
    return render(request, "induction/boards.html", context)


@door(Permission.PROGRAMMES_READ)
def board(request: Request, pk: UUID) -> HttpResponse:
    """Show what a board decided, and what its schools lose when money stops on a day (`on`)."""
    page = queries.policy_page(request.actor, pk)
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": usual_day()})
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else usual_day()
    context = {
        "page": page,
        "intensity_heads": heads.of_intensities(numbers=True),
        "hours": _hours(page),
        "form": form,
        "on": on,
        "losses": queries.losses_of_board(request.actor, pk, on),
        "crumbs": _crumbs((page.board, "")),
    }
    return render(request, "induction/board.html", context)


def _hours(page: PolicyPage) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"kind": sentence_case(kind.label), "years": [page.hours(kind, year) for year in YEARS]}
        for kind in StarterType
    ]
    return rows if page.intensities else []


def _first_hours(page: PolicyPage) -> dict[str, int]:
    found = {}
    for each in page.intensities:
        found[f"starter-{each.starter_type}-{each.year}"] = each.starter_hours
        found[f"coach-{each.starter_type}-{each.year}"] = each.coach_hours
    return found


@door(Permission.POLICY_MANAGE, "GET", "POST")
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Write down what a board decided."""
    page = queries.policy_page(request.actor, pk)
    if not page.managed:
        raise NotVisibleError("Board")
    names = ("approach", "formulated_on", "implemented_on", "sustainability")
    first = {name: getattr(page, name) for name in names} | {"expected_version": page.version}
    form = PolicyForm(request.POST or None, initial=first)
    hours = IntensityForm(request.POST or None, initial=_first_hours(page))
    if request.method == "POST" and form.is_valid() and hours.is_valid():
        expected = form.cleaned_data["expected_version"]
        decided = Decided(
            **{name: form.cleaned_data[name] for name in names}, intensities=hours.intensities()
        )
        if tried_in(
            form,
            lambda: actions.save_policy(
                by=request.actor, at=now(), board_id=pk, expected_version=expected, decided=decided
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("induction:board", pk)
    trail = _crumbs((page.board, reverse("induction:board", args=[pk])), (_("Change"), ""))
    context = {
        "form": form,
        "hours": hours,
        "page": page,
        "intensity_heads": heads.of_intensities(numbers=False),
        "crumbs": trail,
    }
    return render(request, "induction/board_edit.html", context)
