"""Learning questions: of the starter, shared with the coach only when the starter says so."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.observations import actions
from startlijn.domain.observations.queries import choices
from startlijn.domain.observations.queries.questions import own_question, own_questions
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.observations.forms import ChangeQuestionForm, QuestionForm
from startlijn.web.observations.views.lessons import crumbs
from startlijn.web.refusals import tried, tried_in


@door(Permission.LINE_OWN, "GET", "POST")
def own(request: Request) -> HttpResponse:
    """List the own questions and add one."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.add_question(by=request.actor, at=now(), **given)):
            messages.success(request, _("Saved. Only you see this, until you share it."))
            return redirect("observations:questions")
    context = {
        "questions": own_questions(request.actor, today()),
        "form": form,
        "line": choices.own_trajectory(request.actor, today()),
        "crumbs": crumbs((_("My learning questions"), "")),
    }
    return render(request, "observations/questions.html", context)


@door(Permission.LINE_OWN, "GET", "POST")
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a question, or say that it is answered."""
    row = own_question(request.actor, pk, today())
    initial = {
        "question": row.question,
        "goal": row.goal,
        "theme": row.theme,
        "answered": row.answered_on is not None,
        "expected_version": row.version,
    }
    form = ChangeQuestionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form, lambda: actions.change_question(by=request.actor, at=now(), question_id=pk, **given)
        ):
            messages.success(request, _("Saved."))
            return redirect("observations:questions")
    trail = crumbs((_("My learning questions"), reverse("observations:questions")), (_("Change"), ""))
    return render(request, "observations/question.html", {"form": form, "row": row, "crumbs": trail})


@door(Permission.LINE_OWN, "POST")
def share(request: Request, pk: UUID) -> HttpResponse:
    """Let the own coach see a question."""
    if tried(request, lambda: actions.share_question(by=request.actor, at=now(), question_id=pk)):
        messages.success(request, _("Your coach sees this question now."))
    return redirect("observations:questions")


@door(Permission.LINE_OWN, "POST")
def stop_sharing(request: Request, pk: UUID) -> HttpResponse:
    """Keep a question to oneself again."""
    actions.stop_sharing_question(by=request.actor, at=now(), question_id=pk)
    messages.success(request, _("Only you see this question now."))
    return redirect("observations:questions")


@door(Permission.LINE_OWN, "POST")
def remove(request: Request, pk: UUID) -> HttpResponse:
    """Remove a question."""
    actions.remove_question(by=request.actor, at=now(), question_id=pk)
    messages.success(request, _("Removed."))
    return redirect("observations:questions")


@door(Permission.LINE_GUIDE)
def shared(request: Request, pk: UUID) -> HttpResponse:
    """Show a coach the questions that a starter shared."""
    name, found = actions.open_shared_questions(by=request.actor, at=now(), trajectory_id=pk)
    trail = [
        {"label": _("My starters"), "url": reverse("guidance:coaching")},
        {"label": name, "url": reverse("guidance:starter", args=[pk])},
        {"label": _("Learning questions"), "url": ""},
    ]
    context = {"name": name, "questions": found, "crumbs": trail}
    return render(request, "observations/shared_questions.html", context)
