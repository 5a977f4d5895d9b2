"""The statement of participation, and what one thought of the course."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.courses.actions.completion import complete_course, say_opinion
from startlijn.domain.courses.queries import completion, ledger
from startlijn.reports.documents.statement import statement_pdf
from startlijn.web.attachments import download as as_download
from startlijn.web.doors import door
from startlijn.web.ledger.forms import OpinionForm
from startlijn.web.ledger.views.own import crumbs, hours_context
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


@door(Permission.COURSES_OWN, "GET", "POST")
def statement(request: Request, pk: UUID) -> HttpResponse:
    """Say what is on the statement and what is still to come; take it when the hours are there."""
    if request.method == "POST":
        if tried(request, lambda: complete_course(by=request.actor, at=now(), participant_id=pk)):
            messages.success(request, _("Well done. Your statement is ready."))
        return redirect("ledger:statement", pk)
    found = ledger.ledger_page(request.actor, pk, on=today())
    context = hours_context(found.own) | {"ledger": found, "crumbs": crumbs(found.own, _("Statement"))}
    return render(request, "ledger/statement.html", context)


@door(Permission.COURSES_OWN)
def download(request: Request, pk: UUID) -> HttpResponse:
    """Give the statement as PDF, in the language of the page."""
    found = completion.own_statement(request.actor, pk)
    name = _("statement-%(code)s.pdf") % {"code": found.course_code}
    return as_download(statement_pdf(found), "application/pdf", name)


@door(Permission.COURSES_OWN, "GET", "POST")
def opinion(request: Request, pk: UUID) -> HttpResponse:
    """Ask what one thought of the course: counted, and never with a name."""
    found = ledger.ledger_page(request.actor, pk, on=today())
    if not found.may_say:
        messages.info(request, _("These questions can be answered once, after the last meeting."))
        return redirect("ledger:ledger", pk)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        scores = form.scores()
        if tried_in(form, lambda: say_opinion(by=request.actor, at=now(), participant_id=pk, scores=scores)):
            messages.success(request, _("Thank you."))
            return redirect("ledger:ledger", pk)
    trail = crumbs(found.own, _("What did you think?"))
    return render(request, "ledger/opinion.html", {"form": form, "own": found.own, "crumbs": trail})
