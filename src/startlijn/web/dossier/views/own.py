"""My dossier: what it covers, and its pieces."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.queries import own
from startlijn.domain.dossier.rules.telling import paragraphs
from startlijn.domain.dossier.terms import AreaCover, EvidenceFacts, EvidenceKind
from startlijn.domain.observations.queries.contents import own_watched
from startlijn.web.attachments import attachment
from startlijn.web.design.charts import Bar
from startlijn.web.doors import door
from startlijn.web.dossier.forms import EvidenceForm, KeepForm, StageForm
from startlijn.web.dossier.words import ADDRESSES, GOOD_FOR
from startlijn.web.middleware import Request
from startlijn.web.observations.rows import title_of
from startlijn.web.refusals import tried_in

PER_PAGE = 20


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the dossier to a page: label and address ("" for the page)."""
    trail = [{"label": _("My dossier"), "url": reverse("dossier:own")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


def item_context(facts: EvidenceFacts, areas: tuple[AreaCover, ...]) -> dict[str, Any]:
    """Return what every page about one piece shows of it."""
    names = {each.key: each for area in areas for each in area.indicators}
    return {
        "facts": facts,
        "paragraphs": paragraphs(facts.content),
        "indicators": [names.get(key) or {"name": key} for key in facts.indicators],
    }


@door(Permission.DOSSIER_OWN)
def overview(request: Request) -> HttpResponse:
    """Show what the own dossier covers, strengths first, and its pieces."""
    page = own.dossier_page(request.actor)
    pieces = Paginator(own.own_rows(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    shown = sorted((area for area in page.areas if area.pieces), key=lambda area: -area.pieces)
    strong = [(each, area.title) for area in page.areas for each in area.indicators if each.evidence]
    context = {
        "dossier": page,
        "bars": [Bar(area.title, area.pieces) for area in shown],
        "strong": sorted(strong, key=lambda row: -len(row[0].evidence)),
        "page": pieces,
        "pieces": [own.facts_of(row, ()) for row in pieces],
    }
    return render(request, "dossier/own.html", context)


@door(Permission.DOSSIER_OWN, "GET", "POST")
def stage(request: Request) -> HttpResponse:
    """Choose the stage to work towards."""
    page = own.dossier_page(request.actor)
    initial = {
        "stage": page.stage.value,
        "started_in_training": page.started_in_training,
        "expected_version": page.version,
    }
    form = StageForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.choose_stage(by=request.actor, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("dossier:own")
    context = {"form": form, "crumbs": crumbs((_("Stage"), ""))}
    return render(request, "dossier/stage.html", context)


@door(Permission.DOSSIER_OWN)
def choose(request: Request) -> HttpResponse:
    """Choose what kind of piece to add, or an observation to take in."""
    kinds = [
        {
            "title": capfirst(kind.label),
            "url": reverse("dossier:add", args=[address]),
            "words": GOOD_FOR[address],
        }
        for address, kind in ADDRESSES.items()
    ]
    lessons = [{"facts": each, "title": title_of(each)} for each in own_watched(request.actor)]
    context = {"kinds": kinds, "lessons": lessons, "crumbs": crumbs((_("Add"), ""))}
    return render(request, "dossier/choose.html", context)


@door(Permission.DOSSIER_OWN, "GET", "POST")
def add(request: Request, kind: str) -> HttpResponse:
    """Add a piece."""
    if kind not in ADDRESSES:
        raise Http404
    areas = own.areas_to_choose(request.actor)
    form = EvidenceForm(request.POST or None, request.FILES or None, kind=ADDRESSES[kind], areas=areas)
    if request.method == "POST" and form.is_valid():
        given = form.given()
        if tried_in(form, lambda: actions.add_evidence(by=request.actor, at=now(), new=given)):
            messages.success(request, _("Added to your dossier. Only you see it."))
            return redirect("dossier:own")
    title = capfirst(str(ADDRESSES[kind].label))
    trail = crumbs((_("Add"), reverse("dossier:choose")), (title, ""))
    context = {
        "form": form,
        "title": title,
        "intro": GOOD_FOR[kind],
        "crumbs": trail,
        "back": "dossier:choose",
    }
    return render(request, "dossier/edit.html", context)


@door(Permission.DOSSIER_OWN, "GET", "POST")
def keep_observation(request: Request, pk: UUID) -> HttpResponse:
    """Take a lesson observation into the dossier."""
    lesson = next((each for each in own_watched(request.actor) if each.id == pk), None)
    if lesson is None:
        raise Http404
    areas = own.areas_to_choose(request.actor)
    form = KeepForm(request.POST or None, areas=areas, initial={"title": title_of(lesson)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.keep_observation(by=request.actor, at=now(), observation_id=pk, **given),
        ):
            messages.success(request, _("Added to your dossier. Only you see it."))
            return redirect("dossier:own")
    trail = crumbs((_("Add"), reverse("dossier:choose")), (_("Lesson observation"), ""))
    words = _("Your dossier keeps the observation as it is now. The talk about it stays between you two.")
    context = {
        "form": form,
        "title": title_of(lesson),
        "intro": words,
        "crumbs": trail,
        "back": "dossier:choose",
    }
    return render(request, "dossier/edit.html", context)


@door(Permission.DOSSIER_OWN)
def item(request: Request, pk: UUID) -> HttpResponse:
    """Show one piece, with whom it is shared."""
    facts = own.own_item(request.actor, pk)
    areas = own.areas_to_choose(request.actor)
    context = item_context(facts, areas) | {
        "releases": own.own_releases(request.actor, pk),
        "crumbs": crumbs((facts.title, "")),
    }
    return render(request, "dossier/item.html", context)


@door(Permission.DOSSIER_OWN, "GET", "POST")
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change a piece."""
    facts = own.own_item(request.actor, pk)
    areas = own.areas_to_choose(request.actor)
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        kind=EvidenceKind(facts.kind),
        areas=areas,
        kept=facts.file.name if facts.file else "",
        initial=EvidenceForm.initial_of(facts),
    )
    if request.method == "POST" and form.is_valid():
        given = form.given(facts)
        version = form.cleaned_data["expected_version"] or 0
        if tried_in(
            form,
            lambda: actions.change_evidence(
                by=request.actor, at=now(), evidence_id=pk, expected_version=version, new=given
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("dossier:item", pk)
    trail = crumbs((facts.title, reverse("dossier:item", args=[pk])), (_("Change"), ""))
    context = {"form": form, "title": facts.title, "intro": "", "crumbs": trail, "facts": facts}
    return render(request, "dossier/edit.html", context)


@door(Permission.DOSSIER_OWN, "GET", "POST")
def remove(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then remove a piece."""
    facts = own.own_item(request.actor, pk)
    if request.method == "POST":
        actions.remove_evidence(by=request.actor, at=now(), evidence_id=pk)
        messages.success(request, _("Removed from your dossier."))
        return redirect("dossier:own")
    trail = crumbs((facts.title, reverse("dossier:item", args=[pk])), (_("Remove"), ""))
    return render(request, "dossier/remove.html", {"facts": facts, "crumbs": trail})


@door(Permission.DOSSIER_OWN)
def file(request: Request, pk: UUID) -> HttpResponse:
    """Give the file of an own piece."""
    return attachment(own.own_file(request.actor, pk))
