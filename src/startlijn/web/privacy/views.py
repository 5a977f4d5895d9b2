"""Pages of who guards privacy over the whole partnership; the register is for everybody."""

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.privacy import actions, queries
from startlijn.base.privacy.terms import DueTable, ErasedTable, Recorded
from startlijn.base.seams import now
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.privacy.forms import DayForm, GroundForm
from startlijn.web.refusals import tried, tried_in
from startlijn.web.rights.words import CLASSES, ERASURES, FIELDS, readers_in_words


@door(Permission.PRIVACY_MANAGE)
def overview(request: Request) -> HttpResponse:
    """Show what waits: requests to be erased, restrictions; and find somebody by name."""
    text = request.GET.get("q", "").strip()
    people = queries.people_guarded(request.actor, text)
    page = Paginator(people, 25).get_page(request.GET.get("page"))
    context = {
        "waiting": queries.open_requests(request.actor),
        "restrictions": queries.restrictions(request.actor),
        "page": page,
        "q": text,
        "me": request.actor.person_id,
    }
    return render(request, "privacy/overview.html", context)


def _due_line(table: DueTable) -> dict[str, object]:
    return {
        "name": _(table.name),
        "kept": _(table.retention),
        "deleted": table.deleted,
        "emptied": table.emptied,
        "erased": table.erased,
    }


@door(Permission.PRIVACY_MANAGE)
def due(request: Request) -> HttpResponse:
    """Show what the next night takes away, or what would be due on another day."""
    form = DayForm(request.GET if "on" in request.GET else None)
    at = now()
    if form.is_valid():
        at = timezone.make_aware(datetime.combine(form.cleaned_data["on"], time(12)))
    tables = [_due_line(table) for table in queries.preview(request.actor, at)]
    context = {"form": form, "tables": tables, "at": at, "heads": _heads(_("What"), _("Rows"), _("Kept"))}
    return render(request, "privacy/due.html", context)


def _heads(*labels: str) -> list[dict[str, str]]:
    return [{"label": label} for label in labels]


def _erased_line(table: ErasedTable) -> dict[str, object]:
    return {
        "name": _(table.name),
        "rows": table.rows,
        "naming": table.naming,
        "how": ERASURES[table.erasure],
    }


@door(Permission.PRIVACY_MANAGE)
def person(request: Request, pk: UUID) -> HttpResponse:
    """Show what erasing somebody would do, and let who guards privacy ask for it, or restrict."""
    return _person(request, pk, GroundForm())


def _person(request: Request, pk: UUID, form: GroundForm) -> HttpResponse:
    found, tables = queries.preview_of(request.actor, pk)
    context = {
        "person": found,
        "tables": [_erased_line(table) for table in tables],
        "heads": _heads(_("What"), _("Rows"), _("Then")),
        "restricted": queries.restricted(pk),
        "form": form,
    }
    return render(request, "privacy/person.html", context)


@door(Permission.PRIVACY_MANAGE, "POST")
def ask_erasure(request: Request, pk: UUID) -> HttpResponse:
    """Ask to erase somebody; somebody else carries it out."""
    if tried(request, lambda: actions.ask_erasure(by=request.actor, at=now(), person_id=pk)):
        messages.success(request, _("Asked. Somebody else carries it out."))
        return redirect("privacy:overview")
    return redirect("privacy:person", pk)


@door(Permission.PRIVACY_MANAGE, "POST")
def restrict(request: Request, pk: UUID) -> HttpResponse:
    """Let nobody else change anything about somebody."""
    form = GroundForm(request.POST)
    if form.is_valid() and tried_in(
        form,
        lambda: actions.restrict(
            by=request.actor, at=now(), person_id=pk, ground=form.cleaned_data["ground"]
        ),
    ):
        messages.success(request, _("The data stay as they are. The person sees it too."))
        return redirect("privacy:overview")
    return _person(request, pk, form)


@door(Permission.PRIVACY_MANAGE, "POST")
def lift(request: Request, pk: UUID) -> HttpResponse:
    """End a restriction."""
    actions.lift_restriction(by=request.actor, at=now(), restriction_id=pk)
    messages.success(request, _("The restriction has ended."))
    return redirect("privacy:overview")


@door(Permission.PRIVACY_MANAGE, "GET", "POST")
def carry_out(request: Request, pk: UUID) -> HttpResponse:
    """Show what erasing does, and do it after a yes: for somebody else than who asked."""
    asked = queries.request_by_id(request.actor, pk)
    if request.method == "POST":
        done = tried(request, lambda: actions.carry_out_erasure(by=request.actor, at=now(), request_id=pk))
        if done:
            messages.success(request, _("Erased. The journal knows that it happened, without a name."))
        return redirect("privacy:overview") if done else redirect("privacy:carry_out", pk)
    found, tables = queries.preview_of(request.actor, asked.person_id)
    context = {
        "asked": asked,
        "person": found,
        "tables": [_erased_line(table) for table in tables],
        "heads": _heads(_("What"), _("Rows"), _("Then")),
        "own": asked.asked_by_id == request.actor.person_id,
    }
    return render(request, "privacy/carry_out.html", context)


@door(Permission.PRIVACY_MANAGE, "POST")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take a request back."""
    actions.withdraw_erasure(by=request.actor, at=now(), request_id=pk)
    messages.success(request, _("Taken back. Nothing was erased."))
    return redirect("privacy:overview")


def _entry(table: Recorded) -> dict[str, object]:
    return {
        "name": _(table.name),
        "purpose": _(table.purpose),
        "kept": _(table.retention),
        "data_class": CLASSES[table.data_class],
        "erasure": ERASURES[table.erasure],
        "readers": readers_in_words(table.readers),
        "fields": [{"is": FIELDS[field.field_class], "field": field} for field in table.fields],
    }


@door(Permission.RIGHTS_READ)
def register(request: Request) -> HttpResponse:
    """Show the register of what is processed (AVG article 30): made from the program, without any person."""
    tables = [_entry(table) for table in queries.recorded() if table.about_people]
    context = {"tables": tables, "heads": _heads(_("Field"), _("Is"), _("In the own data"), _("When erased"))}
    return render(request, "privacy/register.html", context)


@door(Permission.RIGHTS_READ)
def register_file(request: Request) -> HttpResponse:
    """Give the register as a file, all tables, for who keeps registers in another program."""
    tables = [
        {**_entry(table), "table": table.label, "fields": [field.name for field in table.fields]}
        for table in queries.recorded()
    ]
    answer = JsonResponse(
        {"format": "startlijn register 1", "tables": tables},
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="startlijn-register.json"'
    return answer
