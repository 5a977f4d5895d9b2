"""Rounds: the list, a new one, the work-through of one, its rules."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.groups import actions
from startlijn.domain.groups.queries import places, rounds
from startlijn.domain.groups.queries.round_views import RoundPage
from startlijn.domain.groups.rules.intake import QUESTIONS
from startlijn.domain.groups.terms import PAIR_RULES, WISHES, RoundStage, RuleKind
from startlijn.web.doors import door
from startlijn.web.groups.forms import NewRoundForm, RoundForm, RuleForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

CRUMB = "groups:rounds"
_PER_PAGE = 50


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the list of rounds to a page: pairs of label and address ("" for the page)."""
    trail = [{"label": _("Rounds"), "url": reverse(CRUMB)}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


def steps(page: RoundPage) -> list[dict[str, str]]:
    """Return the work-through of a round: what is done, where one is, what comes."""
    stage = page.facts.stage
    ready = any(line.groups for line in page.proposals)
    done = {
        "sign_ups": stage not in {RoundStage.PREPARING, RoundStage.OPEN},
        "proposal": ready,
        "publish": page.published_at is not None,
    }
    labels = {"sign_ups": _("Sign-ups"), "proposal": _("Proposal"), "publish": _("Publish")}
    current = next((key for key, is_done in done.items() if not is_done), "")
    return [
        {
            "label": label,
            "url": f"#{key}",
            "state": "done" if done[key] else "current" if key == current else "todo",
        }
        for key, label in labels.items()
    ]


@door(Permission.ROUNDS_READ)
def overview(request: Request) -> HttpResponse:
    """List the rounds somebody runs or may join."""
    page = Paginator(rounds.rounds_for(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_start": may(request.actor, Permission.ROUNDS_MANAGE)}
    return render(request, "groups/rounds.html", context)


@door(Permission.ROUNDS_MANAGE, "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Start a round."""
    sub_regions, whole = places.places_for_rounds(request.actor)
    form = NewRoundForm(request.POST or None, sub_regions=sub_regions, whole=whole)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():

        def create() -> None:
            made.append(actions.create_round(by=request.actor, at=now(), **form.cleaned_data))

        if tried_in(form, create):
            messages.success(request, _("The round is there, in preparation. Nobody has been told anything."))
            return redirect("groups:round", made[0].pk)
    trail = crumbs((_("New round"), ""))
    return render(request, "groups/new.html", {"form": form, "crumbs": trail})


@door(Permission.ROUNDS_READ)
def detail(request: Request, pk: UUID) -> HttpResponse:
    """Show a round: to who runs it the whole work, to a school its own sign-up."""
    try:
        page = rounds.round_page(request.actor, pk)
    except NotVisibleError:
        own = rounds.school_round_page(request.actor, pk)
        trail = crumbs((own.facts.name, ""))
        return render(request, "groups/round_school.html", {"page": own, "crumbs": trail})
    context = {
        "page": page,
        "steps": steps(page),
        "crumbs": crumbs((page.facts.name, "")),
        "rules": [_rule(row) for row in page.rules],
        "changing": page.facts.stage in {RoundStage.PREPARING, RoundStage.OPEN, RoundStage.PROPOSING},
        "forming": page.facts.stage in {RoundStage.OPEN, RoundStage.PROPOSING},
        "busy": any(line.state in {"queued", "running"} for line in page.proposals),
        "questions": [_(text) for text in QUESTIONS.values()],
    }
    return render(request, "groups/round.html", context)


def _rule(row: Any) -> dict[str, Any]:
    kind = RuleKind(row.kind)
    return {"row": row, "label": kind.label, "is_wish": kind in WISHES, "is_pair": kind in PAIR_RULES}


@door(Permission.ROUNDS_MANAGE, "GET", "POST")
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change a round."""
    page = rounds.round_page(request.actor, pk)
    form = RoundForm(request.POST or None, initial=RoundForm.initial_of(page.facts))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.edit_round(by=request.actor, at=now(), round_id=pk, **given)):
            messages.success(request, _("Saved."))
            return redirect("groups:round", pk)
    trail = crumbs((page.facts.name, reverse("groups:round", args=[pk])), (_("Change"), ""))
    return render(request, "groups/edit.html", {"form": form, "page": page, "crumbs": trail})


@door(Permission.ROUNDS_MANAGE, "POST")
def stage(request: Request, pk: UUID) -> HttpResponse:
    """Take a round to its next stage."""
    rounds.round_to_manage(request.actor, pk)
    said = {
        "open": _("Schools can sign up now."),
        "end": _("Schools can no longer sign up themselves. You still can, for them."),
        "close": _("The round is closed. Its groups can still be seen."),
    }
    verbs = {"open": actions.open_round, "end": actions.end_sign_up, "close": actions.close_round}
    to = request.POST.get("to", "")
    if to in verbs and tried(request, lambda: verbs[to](by=request.actor, at=now(), round_id=pk)):
        messages.success(request, said[to])
    return redirect("groups:round", pk)


@door(Permission.ROUNDS_MANAGE, "GET", "POST")
def add_rule(request: Request, pk: UUID) -> HttpResponse:
    """Add a rule to a round."""
    page = rounds.round_page(request.actor, pk)
    schools = sorted(((row.school_id, row.school) for row in page.placed), key=lambda pair: pair[1])
    form = RuleForm(request.POST or None, schools=schools)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.add_rule(by=request.actor, at=now(), round_id=pk, **given)):
            messages.success(request, _("The rule was added. Make a new proposal to see what it does."))
            return redirect("groups:round", pk)
    trail = crumbs((page.facts.name, reverse("groups:round", args=[pk])), (_("Add a rule"), ""))
    return render(request, "groups/rule.html", {"form": form, "page": page, "crumbs": trail})


@door(Permission.ROUNDS_MANAGE, "POST")
def remove_rule(request: Request, pk: UUID, rule_id: UUID) -> HttpResponse:
    """Remove a rule from a round."""
    if tried(request, lambda: actions.remove_rule(by=request.actor, at=now(), rule_id=rule_id)):
        messages.success(request, _("The rule was removed."))
    return redirect("groups:round", pk)
