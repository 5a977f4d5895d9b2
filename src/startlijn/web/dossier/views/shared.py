"""What others shared with the reader: every reading is written down for its owner."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.queries import shared as queries
from startlijn.web.attachments import attachment
from startlijn.web.doors import door
from startlijn.web.dossier.views.own import PER_PAGE, item_context
from startlijn.web.middleware import Request


@door(Permission.DOSSIER_READ)
def shared(request: Request) -> HttpResponse:
    """List what may be read now."""
    page = Paginator(queries.shared_with(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "dossier/shared.html", {"page": page})


@door(Permission.DOSSIER_READ)
def shared_item(request: Request, pk: UUID) -> HttpResponse:
    """Show one piece that was shared."""
    read = actions.read_item(by=request.actor, at=now(), evidence_id=pk)
    trail = [
        {"label": _("Shared with me"), "url": reverse("dossier:shared")},
        {"label": read.facts.title, "url": ""},
    ]
    context = item_context(read.facts, read.areas) | {"read": read, "crumbs": trail}
    return render(request, "dossier/shared_item.html", context)


@door(Permission.DOSSIER_READ)
def shared_file(request: Request, pk: UUID) -> HttpResponse:
    """Give the file of a piece that was shared."""
    return attachment(actions.read_file(by=request.actor, at=now(), evidence_id=pk))
