"""What the own team makes: versions, steps, the team."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.knowledge import actions
from startlijn.domain.knowledge.queries import own
from startlijn.domain.knowledge.terms import ROWS_PER_PAGE, ProductKind, ProductStatus
from startlijn.web.attachments import attachment
from startlijn.web.doors import door
from startlijn.web.knowledge.forms import ColleagueForm, StepForm, VersionForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the own products to a page: label and address ("" for the page)."""
    trail = [{"label": _("Made by my teams"), "url": reverse("knowledge:own")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


def crumbs_of(page: own.ProductPage, label: str) -> list[dict[str, str]]:
    """Return the trail to a page about one product."""
    return crumbs((page.title, reverse("knowledge:product", args=[page.id])), (label, ""))


@door(Permission.PRODUCTS_OWN)
def own_list(request: Request) -> HttpResponse:
    """Show what the own teams make."""
    page = Paginator(own.own_products(request.actor), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    thanks = own.thanks_per_product(request.actor)
    context = {
        "page": page,
        "products": [{"row": row, "thanks": thanks.get(row.pk, 0)} for row in page],
        "may_make": bool(own.own_schools(request.actor)),
    }
    return render(request, "knowledge/own.html", context)


@door(Permission.PRODUCTS_OWN, "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Begin a product."""
    teams = own.teams(request.actor)
    if not teams:
        raise Http404
    initial = {"kind": ProductKind.PROGRAMME}
    form = VersionForm(request.POST or None, request.FILES or None, teams=teams, initial=initial)
    if request.method == "POST" and form.is_valid():
        made: list[UUID] = []
        team, draft = form.chosen_team(), form.draft()
        kind = ProductKind(form.cleaned_data["kind"])
        if tried_in(
            form,
            lambda: made.append(
                actions.begin_product(
                    by=request.actor,
                    at=now(),
                    school_id=team.school_id,
                    edition_id=team.edition_id,
                    kind=kind,
                    draft=draft,
                ).pk
            ),
        ):
            messages.success(request, _("Saved. Only your team sees it until you publish it."))
            return redirect("knowledge:product", made[0])
    return render(request, "knowledge/edit.html", {"form": form, "crumbs": crumbs((_("New"), ""))})


@door(Permission.PRODUCTS_OWN)
def product(request: Request, pk: UUID) -> HttpResponse:
    """Show a product to its makers."""
    page = own.product_page(request.actor, pk)
    context = {"product": page, "latest": page.latest, "crumbs": crumbs((page.title, ""))}
    return render(request, "knowledge/product.html", context)


@door(Permission.PRODUCTS_OWN, "GET", "POST")
def change(request: Request, pk: UUID) -> HttpResponse:
    """Write a new version."""
    page = own.product_page(request.actor, pk)
    initial = {"title": page.title, "text": page.latest.text, "expected_version": page.version}
    form = VersionForm(request.POST or None, request.FILES or None, latest=page.latest, initial=initial)
    if request.method == "POST" and form.is_valid():
        draft, version = form.draft(), form.cleaned_data["expected_version"] or 0
        if tried_in(
            form,
            lambda: actions.new_version(
                by=request.actor, at=now(), product_id=pk, expected_version=version, draft=draft
            ),
        ):
            messages.success(request, _("Saved as a new version. Earlier versions are kept."))
            return redirect("knowledge:product", pk)
    context = {"form": form, "product": page, "crumbs": crumbs_of(page, _("New version"))}
    return render(request, "knowledge/edit.html", context)


@door(Permission.PRODUCTS_OWN, "GET", "POST")
def step(request: Request, pk: UUID) -> HttpResponse:
    """Note what was done with a product."""
    page = own.product_page(request.actor, pk)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"status": ProductStatus(form.cleaned_data["status"])}
        if tried_in(form, lambda: actions.note_step(by=request.actor, at=now(), product_id=pk, **given)):
            messages.success(request, _("Saved."))
            return redirect("knowledge:product", pk)
    context = {"form": form, "product": page, "crumbs": crumbs_of(page, _("What we did with it"))}
    return render(request, "knowledge/step.html", context)


@door(Permission.PRODUCTS_OWN, "GET", "POST")
def team(request: Request, pk: UUID) -> HttpResponse:
    """Show who makes it, and let a colleague join."""
    page = own.product_page(request.actor, pk)
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if tried_in(form, lambda: actions.add_maker(by=request.actor, at=now(), product_id=pk, email=email)):
            messages.success(request, _("Your colleague can now work on it too."))
            return redirect("knowledge:team", pk)
    context = {"form": form, "product": page, "crumbs": crumbs_of(page, _("Team"))}
    return render(request, "knowledge/team.html", context)


@door(Permission.PRODUCTS_OWN, "POST")
def leave(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    """Let somebody leave the team."""
    if tried(
        request, lambda: actions.remove_maker(by=request.actor, at=now(), product_id=pk, person_id=person)
    ):
        messages.success(request, _("Saved."))
        if person == request.actor.person_id:
            return redirect("knowledge:own")
    return redirect("knowledge:team", pk)


@door(Permission.PRODUCTS_OWN)
def version(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Show one version as it was."""
    page = own.product_page(request.actor, pk)
    found = next((each for each in (page.latest, *page.earlier) if each.number == number), None)
    if found is None:
        raise Http404
    trail = crumbs_of(page, _("Version %(number)s") % {"number": number})
    context = {"product": page, "version": found, "crumbs": trail}
    return render(request, "knowledge/version.html", context)


@door(Permission.PRODUCTS_OWN)
def file(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Give the file of a version."""
    return attachment(own.own_file(request.actor, pk, number))


@door(Permission.PRODUCTS_OWN, "GET", "POST")
def remove(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then remove a product."""
    page = own.product_page(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.remove_product(by=request.actor, at=now(), product_id=pk)):
            messages.success(request, _("Removed."))
            return redirect("knowledge:own")
        return redirect("knowledge:product", pk)
    context = {"product": page, "crumbs": crumbs_of(page, _("Remove"))}
    return render(request, "knowledge/remove.html", context)
