"""The list of programmes, one programme with its versions, a new one."""

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
from startlijn.content import programme_templates
from startlijn.domain.induction import actions, queries
from startlijn.domain.induction.queries.views import ProgrammeFacts, StartPage, TemplateLine
from startlijn.domain.induction.terms import Clock, VersionStage
from startlijn.web.doors import door
from startlijn.web.induction.forms import NewVersionForm, ProgrammeForm, StartForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in

_PER_PAGE = 25


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the list of programmes to a page: label and address ("" for the page)."""
    trail = [{"label": _("Programmes"), "url": reverse("induction:programmes")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


@door(Permission.PROGRAMMES_READ)
def programmes(request: Request) -> HttpResponse:
    """List the programmes that this person may read."""
    text, stage = request.GET.get("q", "").strip(), request.GET.get("stage", "")
    page = Paginator(queries.programmes_for(request.actor, text, stage), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    may_start = may(request.actor, Permission.PROGRAMMES_MANAGE)
    context = {
        "page": page,
        "lines": queries.programme_lines(request.actor, list(page)),
        "q": text,
        "stage": stage,
        "stages": [each for each in VersionStage if may_start or each != VersionStage.DRAFT],
        "filtered": bool(text or stage),
        "may_start": queries.can_start(request.actor),
        "packaged": programme_templates(),
    }
    return render(request, "induction/programmes.html", context)


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def start(request: Request) -> HttpResponse:
    """Start a programme: what is likely is chosen already."""
    page = queries.start_page(request.actor)
    if not page.places:
        messages.info(request, _("Every school of yours has a programme. Make a new version of it."))
        return redirect("induction:programmes")
    form = StartForm(request.POST or None, page=page)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.given()
        if tried_in(form, lambda: made.append(actions.start_programme(by=request.actor, at=now(), **given))):
            messages.success(
                request, _("The programme is there, as a draft. Only you and who designs with you see it.")
            )
            return redirect("induction:version", made[0].pk)
    context = {"form": form, "notes": _notes(page), "crumbs": crumbs((_("New programme"), ""))}
    return render(request, "induction/start.html", context)


def _notes(page: StartPage) -> dict[str, str]:
    """Return a line about each template."""
    return {line.key: _note(line) for line in page.templates} | {
        "": _("For who knows exactly what it should be.")
    }


def _note(line: TemplateLine) -> str:
    figures = {"count": line.elements, "owner": line.owner}
    if line.owner:
        return _("%(owner)s, %(count)s elements") % figures
    return _("%(count)s elements over three years, years two and three filled") % figures


@door(Permission.PROGRAMMES_READ)
def programme(request: Request, pk: UUID) -> HttpResponse:
    """Show a programme with its versions."""
    page = queries.programme_page(request.actor, pk)
    context = {"page": page, "crumbs": crumbs((page.facts.title, ""))}
    return render(request, "induction/programme.html", context)


def _managed(request: Request, pk: UUID) -> ProgrammeFacts:
    """Return a programme that this person may change. Raises `NotVisibleError`."""
    page = queries.programme_page(request.actor, pk)
    if not page.managed:
        raise NotVisibleError("InductionProgramme")
    return page.facts


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change the name of a programme and how time counts."""
    facts = _managed(request, pk)
    form = ProgrammeForm(request.POST or None, initial=ProgrammeForm.initial_of(facts))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"clock": Clock(form.cleaned_data["clock"])}
        if tried_in(
            form, lambda: actions.edit_programme(by=request.actor, at=now(), programme_id=pk, **given)
        ):
            messages.success(request, _("Saved."))
            return redirect("induction:programme", pk)
    trail = crumbs((facts.title, reverse("induction:programme", args=[pk])), (_("Change"), ""))
    context = {"form": form, "facts": facts, "crumbs": trail}
    return render(request, "induction/programme_edit.html", context)


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def new_version(request: Request, pk: UUID) -> HttpResponse:
    """Make a new version: a copy of the newest."""
    facts = _managed(request, pk)
    form = NewVersionForm(request.POST or None)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        changes = form.cleaned_data["changes"]
        if tried_in(
            form,
            lambda: made.append(
                actions.new_version(by=request.actor, at=now(), programme_id=pk, changes=changes)
            ),
        ):
            messages.success(request, _("The new version is there: a copy that you can change."))
            return redirect("induction:version", made[0].pk)
    trail = crumbs((facts.title, reverse("induction:programme", args=[pk])), (_("New version"), ""))
    context = {"form": form, "facts": facts, "crumbs": trail}
    return render(request, "induction/new_version.html", context)
