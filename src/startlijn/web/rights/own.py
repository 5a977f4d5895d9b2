"""Pages about one's own data: what there is, who sees it, taking it along, own words, being erased."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.privacy import actions, queries
from startlijn.base.privacy.terms import OwnTable, Relation
from startlijn.base.seams import now
from startlijn.reports.documents.own_data import own_data_file
from startlijn.web.attachments import download
from startlijn.web.doors import own_door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried
from startlijn.web.rights.forms import StatementForm
from startlijn.web.rights.words import ERASURES, kind_of, reader_in_words, reason_in_words

_SIZE = 20


def _line(table: OwnTable) -> dict[str, object]:
    return {
        "name": _(table.name),
        "purpose": _(table.purpose),
        "kept": _(table.retention),
        "count": len(table.rows),
        "kind": kind_of(table.label),
    }


@own_door("GET")
def own_data(request: Request) -> HttpResponse:
    """Show what is recorded about the person who asks, table by table."""
    told = [_line(table) for table in queries.own_data(request.actor)]
    context = {
        "tables": [row for row in told if row["count"]],
        "empty": [row for row in told if not row["count"]],
        "restricted": queries.restricted(request.actor.person_id),
        "asked": queries.own_request(request.actor),
    }
    return render(request, "rights/own_data.html", context)


def _label_of(kind: str) -> str:
    for table in queries.recorded():
        if kind_of(table.label) == kind and table.own:
            return table.label
    raise Http404


def _page_of(request: Request) -> int:
    asked = request.GET.get("page", "1")
    return max(1, min(int(asked), 10_000)) if asked.isdecimal() and len(asked) < 6 else 1


@own_door("GET")
def own_table(request: Request, kind: str) -> HttpResponse:
    """Show every row of one kind about the person who asks, and who sees them today."""
    label = _label_of(kind)
    try:
        found = queries.own_table(request.actor, label, page=_page_of(request), size=_SIZE)
    except NotVisibleError as error:
        raise Http404 from error
    context = {
        "name": _(found.recorded.name),
        "purpose": _(found.recorded.purpose),
        "kept": _(found.recorded.retention),
        "erasure": ERASURES[found.recorded.erasure],
        "rows": found.rows,
        "count": found.count,
        "readers": [reason_in_words(reason) for reason in found.readers],
        "roles": [
            reader_in_words(reader)
            for reader in found.recorded.readers
            if reader.places or reader.relations != (Relation.SELF,)
        ],
        "page": Paginator(range(found.count), _SIZE).get_page(_page_of(request)),
        "kind": kind,
        "statable": queries.statable(label),
    }
    return render(request, "rights/own_table.html", context)


@own_door("GET", "POST")
def statement(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Put one's own words beside a record about oneself."""
    label = _label_of(kind)
    try:
        queries.own_record(request.actor, label, pk)
    except NotVisibleError as error:
        raise Http404 from error
    before = queries.own_statement(request.actor, label, pk)
    form = StatementForm(request.POST or None, initial={"text": before})
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["text"]
        actions.state(by=request.actor, at=now(), label=label, object_id=pk, text=words)
        messages.success(
            request, _("Your own words stand beside it.") if words else _("Your words are gone.")
        )
        return redirect("rights:own_table", kind)
    name = next(_(table.name) for table in queries.recorded() if table.label == label)
    return render(request, "rights/statement.html", {"form": form, "kind": kind, "name": name})


@own_door("POST")
def ask_own_erasure(request: Request) -> HttpResponse:
    """Ask to be erased: the privacy officer carries it out."""
    person_id = request.actor.person_id
    if person_id is None:
        raise Http404
    if tried(request, lambda: actions.ask_erasure(by=request.actor, at=now(), person_id=person_id)):
        messages.success(request, _("Asked. The privacy officer carries it out."))
    return redirect("rights:own_data")


@own_door("POST")
def withdraw_own_erasure(request: Request) -> HttpResponse:
    """Take the own request to be erased back."""
    asked = queries.own_request(request.actor)
    if asked is None:
        raise Http404
    actions.withdraw_erasure(by=request.actor, at=now(), request_id=asked.pk)
    messages.success(request, _("Taken back. Nothing was erased."))
    return redirect("rights:own_data")


@own_door("POST")
def take_own_data(request: Request) -> HttpResponse:
    """Give everything recorded about the person who asks, as one file (ZIP) that is signed."""
    at = now()
    tables = actions.export_own_data(by=request.actor, at=at)
    content = own_data_file(tables, person=request.actor.name, made_at=at)
    return download(content, "application/zip", "startlijn-own-data.zip")
