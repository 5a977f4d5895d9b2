"""Pages about people and their roles."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission
from startlijn.base.people import actions, queries
from startlijn.base.people.terms import PersonElsewhereError
from startlijn.base.seams import now, today
from startlijn.domain.guidance.actions import merge_people
from startlijn.domain.guidance.queries.mergers import Registered, likely_the_same, people_merger
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.names import ROLES
from startlijn.web.people.forms import PersonForm, RoleForm
from startlijn.web.refusals import sentence, tried


@door(Permission.PEOPLE_READ)
def people(request: Request) -> HttpResponse:
    """List the people this person may know about, with a search box."""
    text = request.GET.get("q", "").strip()
    page = Paginator(queries.search_people(request.actor, text), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(page),
        "q": text,
        "may_add": may(request.actor, Permission.PEOPLE_MANAGE),
    }
    return render(request, "people/people.html", context)


def _rows(page: Page[Any]) -> list[dict[str, Any]]:
    """Return people of `search_people` as the list shows them: with the roles they have now."""
    return [{"person": person, "roles": _named(queries.role_lines(person.held))} for person in page]


def _named(lines: Iterable[queries.RoleLine]) -> list[dict[str, object]]:
    return [{"name": ROLES[line.role], "place": line.place_name} for line in lines]


@door(Permission.PEOPLE_READ)
def person(request: Request, pk: UUID) -> HttpResponse:
    """Show one person and the roles this actor may know about."""
    found, roles = queries.person_page(request.actor, pk)
    context = {
        "person": found,
        "roles": [{"line": line, "name": ROLES[line.role]} for line in roles],
        "may_grant": may(request.actor, Permission.ROLES_GRANT),
        "may_invite": may(request.actor, Permission.PEOPLE_MANAGE),
    }
    return render(request, "people/person.html", context)


@door(Permission.PEOPLE_MANAGE, "GET", "POST")
def add(request: Request) -> HttpResponse:
    """Add a person."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            added = actions.add_person(
                by=request.actor, at=now(), **{**given, "email": given["email"] or None}
            )
        except IntegrityError:
            form.add_error(
                "email", _("Somebody with this e-mail address is already here. Search for the person first.")
            )
        else:
            messages.success(
                request,
                _("%(name)s was added. Give a role now: without one nothing is visible.") % {"name": added},
            )
            return redirect("people:role", added.pk)
    return render(request, "people/add.html", {"form": form})


@door(Permission.ROLES_GRANT, "GET", "POST")
def role(request: Request, pk: UUID) -> HttpResponse:
    """Give a person a role."""
    found = queries.person_to_grant(request.actor, pk)
    form = RoleForm(request.POST or None, places=queries.places_to_grant(request.actor))
    if request.method == "POST" and form.is_valid():
        actions.give_role(by=request.actor, at=now(), person_id=found.pk, **form.cleaned_data)
        messages.success(request, _("The role was given. It holds from its first day."))
        return redirect("people:person", found.pk)
    return render(request, "people/role.html", {"form": form, "person": found})


@door(Permission.ROLES_GRANT, "GET", "POST")
def end(request: Request, pk: UUID, role_id: UUID) -> HttpResponse:
    """Ask, and then end a role today: rights end at once."""
    found, roles = queries.person_page(request.actor, pk)
    line = next((line for line in roles if line.id == role_id and line.holds), None)
    if line is None:
        return redirect("people:person", pk)
    if request.method == "POST":
        actions.end_role(by=request.actor, at=now(), assignment_id=role_id, finished_on=today())
        messages.success(request, _("The role has ended. The rights that came with it have gone."))
        return redirect("people:person", pk)
    return render(request, "people/end.html", {"person": found, "line": line, "role_name": ROLES[line.role]})


@door(Permission.PEOPLE_MANAGE)
def twice(request: Request, pk: UUID) -> HttpResponse:
    """Look for the other registration of a person who is here twice."""
    text = request.GET.get("q", "").strip()
    page = Paginator(likely_the_same(request.actor, pk, text), 25).get_page(request.GET.get("page"))
    person = queries.person_to_grant(request.actor, pk)
    context = {"person": person, "page": page, "rows": _rows(page), "q": text}
    return render(request, "people/twice.html", context)


@door(Permission.PEOPLE_MANAGE, "GET", "POST")
def merge(request: Request, pk: UUID, other: UUID) -> HttpResponse:
    """Show what making one of two does, and then do it: everything of `other` becomes of `pk`."""
    found = people_merger(request.actor, pk, other)
    if request.method == "POST":
        if _merged(request, pk, other):
            messages.success(request, _("The two are one now: %(name)s.") % {"name": found.keep.name})
            return redirect("people:person", pk)
        return redirect("people:merge", pk, other)
    context = {
        "found": found,
        "two": [_registered(found.keep), _registered(found.gone)],
        "refusal": sentence(found.refusal) if found.refusal else "",
    }
    return render(request, "people/merge.html", context)


def _registered(one: Registered) -> dict[str, object]:
    return {"one": one, "roles": _named(line for line in one.roles if line.holds)}


def _merged(request: Request, pk: UUID, other: UUID) -> bool:
    try:
        return tried(request, lambda: merge_people(by=request.actor, at=now(), keep_id=pk, gone_id=other))
    except PersonElsewhereError:
        messages.error(request, _("This person also works in another partnership. Ask the administrator."))
        return False
