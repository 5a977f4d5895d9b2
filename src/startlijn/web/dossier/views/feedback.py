"""Asking for feedback and giving it, in both directions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.queries import feedback as queries
from startlijn.domain.dossier.queries import own
from startlijn.domain.dossier.queries.receivers import givers
from startlijn.web.doors import door
from startlijn.web.dossier.forms import AnswerForm, AskForm, KeepForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from feedback to a page: label and address ("" for the page)."""
    trail = [{"label": _("Feedback"), "url": reverse("dossier:feedback")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


@door(Permission.FEEDBACK_ASK)
def overview(request: Request) -> HttpResponse:
    """Show what was asked of me, and what I asked."""
    context = {
        "to_give": queries.to_give(request.actor),
        "asked": queries.asked(request.actor),
        "keeps": may(request.actor, Permission.DOSSIER_OWN),
    }
    return render(request, "dossier/feedback.html", context)


@door(Permission.FEEDBACK_ASK, "GET", "POST")
def ask(request: Request) -> HttpResponse:
    """Ask somebody for feedback."""
    people = givers(request.actor)
    form = AskForm(request.POST or None, givers=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.ask_feedback(
                by=request.actor,
                at=now(),
                giver_id=given["giver"],
                question=given["question"],
                due_on=given["due_on"],
            ),
        ):
            messages.success(request, _("Asked. You hear when there is an answer."))
            return redirect("dossier:feedback")
    context = {"form": form, "people": people, "crumbs": crumbs((_("Ask"), ""))}
    return render(request, "dossier/ask.html", context)


@door(Permission.FEEDBACK_GIVE, "GET", "POST")
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Read a question, and give feedback while there is none."""
    facts = actions.open_feedback(by=request.actor, at=now(), request_id=pk)
    form = AnswerForm(request.POST or None, initial={"expected_version": facts.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> object:
            return actions.answer_feedback(by=request.actor, at=now(), request_id=pk, **given)

        # Answered already: there is no form any more to say it in.
        if tried(request, act) if facts.answered_at else tried_in(form, act):
            messages.success(request, _("Thank you. Your colleague can read it now."))
            return redirect("dossier:feedback")
    context = {
        "form": form,
        "facts": facts,
        "keeps": facts.mine and may(request.actor, Permission.DOSSIER_OWN),
        "crumbs": crumbs((_("Question"), "")),
    }
    return render(request, "dossier/answer.html", context)


@door(Permission.FEEDBACK_ASK, "POST")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take a question back."""
    if tried(request, lambda: actions.withdraw_feedback(by=request.actor, at=now(), request_id=pk)):
        messages.success(request, _("Your question is taken back."))
    return redirect("dossier:feedback")


@door(Permission.DOSSIER_OWN, "GET", "POST")
def keep(request: Request, pk: UUID) -> HttpResponse:
    """Take feedback into the own dossier."""
    facts = queries.one(request.actor, pk)
    if not facts.mine or facts.answered_at is None:
        raise NotVisibleError("FeedbackRequest")
    areas = own.areas_to_choose(request.actor)
    title = _("Feedback of %(name)s") % {"name": facts.giver}
    form = KeepForm(request.POST or None, areas=areas, initial={"title": title})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.keep_feedback(by=request.actor, at=now(), request_id=pk, **given)):
            messages.success(request, _("Added to your dossier. Only you see it."))
            return redirect("dossier:own")
    context = {
        "form": form,
        "title": title,
        "intro": _("Your dossier keeps the question and the answer as they are."),
        "crumbs": crumbs((_("Keep"), "")),
        "back": "dossier:feedback",
    }
    return render(request, "dossier/edit.html", context)
