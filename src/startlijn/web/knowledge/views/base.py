"""The knowledge base: search, look, take along, say thanks."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.knowledge import actions
from startlijn.domain.knowledge.queries import base, own
from startlijn.domain.knowledge.terms import ROWS_PER_PAGE
from startlijn.engines.dutch import LONGEST_QUESTION
from startlijn.web.attachments import attachment
from startlijn.web.doors import door
from startlijn.web.knowledge.forms import SearchForm, TakeForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

_FILTERS = ("kind", "sector", "school_type")


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the knowledge base to a page: label and address ("" for the page)."""
    trail = [{"label": _("Knowledge base"), "url": reverse("knowledge:search")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


@door(Permission.KNOWLEDGE_READ)
def search(request: Request) -> HttpResponse:
    """Search what teams published; every result says why it was found."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUESTION]
    form = SearchForm(request.GET)
    wanted = form.wanted(text)
    rows, stems = base.looked_for(request.actor, wanted)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    kept = {name: form.cleaned_data.get(name, "") for name in _FILTERS}
    asked = {"q": text, **kept}
    context = {
        "form": form,
        "q": text,
        "page": page,
        "lines": [base.line_of(row, stems) for row in page],
        "stems": stems,
        "narrowed": any(kept.values()),
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "may_make": bool(own.own_schools(request.actor)),
    }
    return render(request, "knowledge/search.html", context)


@door(Permission.KNOWLEDGE_READ)
def published(request: Request, pk: UUID) -> HttpResponse:
    """Show one published product."""
    found = base.published_page(request.actor, pk)
    context = {"found": found, "line": found.line, "crumbs": crumbs((found.line.title, ""))}
    return render(request, "knowledge/published.html", context)


@door(Permission.KNOWLEDGE_READ)
def file(request: Request, pk: UUID) -> HttpResponse:
    """Give the file of a published product."""
    return attachment(base.published_file(request.actor, pk))


@door(Permission.KNOWLEDGE_READ, "GET", "POST")
def take(request: Request, pk: UUID) -> HttpResponse:
    """Ask for which school, and copy a product as a basis."""
    found = base.published_page(request.actor, pk)
    schools = base.schools_to_take_to(request.actor)
    if not found.can_take_along:
        raise NotVisibleError("PublishedProduct")
    form = TakeForm(request.POST or None, schools=schools)
    if request.method == "POST" and form.is_valid():
        made: list[UUID] = []
        school_id = form.cleaned_data["school"]
        if tried_in(
            form,
            lambda: made.append(
                actions.take_along(by=request.actor, at=now(), published_id=pk, school_id=school_id).pk
            ),
        ):
            messages.success(request, _("Taken along. Change it until it fits your school."))
            return redirect("knowledge:product", made[0])
    trail = crumbs((found.line.title, reverse("knowledge:published", args=[pk])), (_("Take along"), ""))
    context = {"form": form, "found": found, "line": found.line, "crumbs": trail}
    return render(request, "knowledge/take.html", context)


@door(Permission.KNOWLEDGE_READ, "POST")
def thank(request: Request, pk: UUID) -> HttpResponse:
    """Say thanks."""
    if tried(request, lambda: actions.thank(by=request.actor, at=now(), published_id=pk)):
        messages.success(request, _("Your thanks are there for the makers to see."))
    return redirect("knowledge:published", pk)
