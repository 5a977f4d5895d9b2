"""Sign-ups: a school signs up itself, or staff type in what came by e-mail."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.groups import actions
from startlijn.domain.groups.queries import rounds
from startlijn.domain.groups.queries.round_views import RoundFacts
from startlijn.domain.groups.rules.intake import AUDIT_REASON, INTERVISION_REASON, REASONS, Advice
from startlijn.web.doors import door
from startlijn.web.groups.forms import SignUpForm
from startlijn.web.groups.views.rounds import crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def _choice(request: Request, pk: UUID) -> tuple[RoundFacts, list[tuple[UUID, str]], bool]:
    """Return the round, the schools that can still sign up, and whether this is the school itself."""
    try:
        facts = rounds.round_page(request.actor, pk).facts
    except NotVisibleError:
        page = rounds.school_round_page(request.actor, pk)
        open_schools = [
            (school.id, school.name)
            for school in page.schools
            if school.sign_up is None or school.sign_up.withdrawn_at is not None
        ]
        return page.facts, open_schools, True
    return facts, [(school.id, school.name) for school in rounds.schools_to_add(request.actor, pk)], False


@door(Permission.SIGN_UP, "GET", "POST")
def add(request: Request, pk: UUID) -> HttpResponse:
    """Sign a school up."""
    facts, schools, own = _choice(request, pk)
    if not schools:
        messages.info(request, _("All schools have signed up already."))
        return redirect("groups:round", pk)
    form = SignUpForm(request.POST or None, schools=schools, kind=facts.kind, own=own)
    if request.method == "POST" and form.is_valid():
        school_id = form.cleaned_data["school_id"]
        answers = form.answers()
        if tried_in(
            form,
            lambda: actions.sign_up(
                by=request.actor, at=now(), round_id=pk, school_id=school_id, answers=answers
            ),
        ):
            messages.success(request, _("Signed up. You hear about the group when it is published."))
            return redirect("groups:round", pk)
    trail = crumbs((facts.name, reverse("groups:round", args=[pk])), (_("Sign up"), ""))
    return render(request, "groups/sign_up.html", {"form": form, "facts": facts, "own": own, "crumbs": trail})


@door(Permission.SIGN_UP, "GET", "POST")
def change(request: Request, pk: UUID) -> HttpResponse:
    """Show or change a sign-up."""
    facts, row = rounds.sign_up_page(request.actor, pk)
    own = not _runs(request, facts.id)
    form = SignUpForm(
        request.POST or None,
        schools=[(row.school_id, row.school)],
        kind=facts.kind,
        own=own,
        initial=SignUpForm.initial_of(row),
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["expected_version"] or 0
        answers = form.answers()
        if tried_in(
            form,
            lambda: actions.change_sign_up(
                by=request.actor, at=now(), sign_up_id=pk, expected_version=version, answers=answers
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("groups:round", facts.id)
    trail = crumbs((facts.name, reverse("groups:round", args=[facts.id])), (row.school, ""))
    context = {
        "form": form,
        "facts": facts,
        "row": row,
        "own": own,
        "crumbs": trail,
        "advice": advice_text(row.advice) if row.advice else "",
    }
    return render(request, "groups/sign_up.html", context)


def advice_text(advice: Advice) -> str:
    """Return in one or two sentences why this kind of group suits the school (seed 001 lines 7 and 23)."""
    if not advice.missing:
        return _(AUDIT_REASON)
    return _(INTERVISION_REASON) % {"reasons": "; ".join(_(REASONS[question]) for question in advice.missing)}


def _runs(request: Request, pk: UUID) -> bool:
    try:
        rounds.round_page(request.actor, pk)
    except NotVisibleError:
        return False
    return True


@door(Permission.SIGN_UP, "GET", "POST")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then withdraw a school."""
    facts, row = rounds.sign_up_page(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.withdraw_sign_up(by=request.actor, at=now(), sign_up_id=pk)):
            messages.success(request, _("%(school)s has been withdrawn.") % {"school": row.school})
        return redirect("groups:round", facts.id)
    trail = crumbs(
        (facts.name, reverse("groups:round", args=[facts.id])),
        (row.school, reverse("groups:sign_up_change", args=[pk])),
        (_("Withdraw"), ""),
    )
    return render(request, "groups/withdraw.html", {"facts": facts, "row": row, "crumbs": trail})
