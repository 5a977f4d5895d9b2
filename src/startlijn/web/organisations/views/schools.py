"""Pages about schools: find, look, add, edit, move."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission, Role
from startlijn.base.organisations import actions
from startlijn.base.organisations.queries import own, register
from startlijn.base.people import queries as people
from startlijn.base.seams import now
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.names import ROLES
from startlijn.web.organisations.forms import (
    RegisterSchoolForm,
    SchoolEditForm,
    SchoolForm,
    SchoolMoveForm,
)
from startlijn.web.organisations.tabs import tabs

_PER_PAGE = 50
_MOST_OF_REGISTER = 20


@door(Permission.ORGANISATIONS_READ)
def schools(request: Request) -> HttpResponse:
    """List the schools; one search box finds by name, place, BRIN or board, in the register too."""
    text = request.GET.get("q", "").strip()
    page = Paginator(own.search_schools(request.actor, text), _PER_PAGE).get_page(request.GET.get("page"))
    may_add = may(request.actor, Permission.ORGANISATIONS_MANAGE)
    found = []
    if text and may(request.actor, Permission.REGISTRY_READ):
        found = list(register.search_register(request.actor, text)[: _MOST_OF_REGISTER + 1])
    context = {
        "tabs": tabs(request.actor, "schools"),
        "page": page,
        "q": text,
        "register": found[:_MOST_OF_REGISTER],
        "more": len(found) > _MOST_OF_REGISTER,
        "may_add": may_add,
        "may_import": may(request.actor, Permission.REGISTRY_IMPORT),
    }
    return render(request, "organisations/schools.html", context)


@door(Permission.ORGANISATIONS_READ)
def school(request: Request, pk: UUID) -> HttpResponse:
    """Show one school: facts, where it is and how precisely, memberships, and who works there."""
    found = own.school_page(request.actor, pk)
    roles = people.holders(roles=Role if found.may_read_people else (), school_ids=[pk])
    page = Paginator(roles, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "school": found.school,
        "facts": _facts(found),
        "page": page,
        "people": [{"person": role.person, "role": ROLES[Role(role.role)]} for role in page],
    }
    return render(request, "organisations/school.html", context)


def _facts(found: own.SchoolPage) -> list[dict[str, object]]:
    school = found.school
    point = "" if school.latitude is None else f"{school.latitude:.4f}, {school.longitude:.4f}"
    facts: list[dict[str, object]] = [
        {"label": _("Board"), "value": school.board, "url": f"/boards/{school.board_id}/"},
        {"label": _("Sector"), "value": school.get_sector_display()},
        {"label": _("Place"), "value": school.place},
        {
            "label": _("Location"),
            "value": point or _("unknown"),
            "note": school.get_precision_display() if point else "",
        },
    ]
    site = school.registry_site
    if site is not None:
        facts += [
            {"label": _("BRIN"), "value": site.site_code, "note": site.official_name},
            {
                "label": _("Address"),
                "value": f"{site.street} {site.house_number}, {site.postcode} {site.place}",
                "note": _("as DUO has it"),
            },
        ]
        if site.closed_on:
            facts.append({"label": _("Closed in the register"), "value": site.closed_on})
    return facts


@door(Permission.ORGANISATIONS_MANAGE, "GET", "POST")
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change the name and the location of a school."""
    found = own.school_to_change(request.actor, pk)
    initial = {
        "name": found.name,
        "place": found.place,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "version": found.version,
    }
    form = SchoolEditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.edit_school(
                by=request.actor, at=now(), school_id=pk, expected_version=given.pop("version"), **given
            )
        except IntegrityError:
            form.add_error("name", _("There is a school with this name in this place already."))
        else:
            messages.success(request, _("The school was saved."))
            return redirect("organisations:school", pk)
    return render(request, "organisations/edit.html", {"form": form, "school": found})


@door(Permission.ORGANISATIONS_MANAGE, "GET", "POST")
def move(request: Request, pk: UUID) -> HttpResponse:
    """Move a school to another sub-region from a day on."""
    found = own.school_page(request.actor, pk)
    own.school_to_change(request.actor, pk)
    choices = own.sub_regions_to_choose(request.actor)
    form = SchoolMoveForm(request.POST or None, sub_regions=choices)
    if request.method == "POST" and form.is_valid():
        latest = found.memberships[0].started_on if found.memberships else None
        if latest and form.cleaned_data["from_on"] <= latest:
            form.add_error("from_on", _("Choose a day after the beginning of the present membership."))
        else:
            actions.move_school(
                by=request.actor,
                at=now(),
                school_id=pk,
                sub_region_id=UUID(form.cleaned_data["sub_region"]),
                from_on=form.cleaned_data["from_on"],
            )
            messages.success(request, _("The school moves on that day. Its history stays."))
            return redirect("organisations:school", pk)
    return render(request, "organisations/move.html", {"form": form, "school": found.school})


@door(Permission.ORGANISATIONS_MANAGE, "GET", "POST")
def add(request: Request) -> HttpResponse:
    """Add a school that is not in the register."""
    form = SchoolForm(
        request.POST or None,
        boards=own.boards_to_choose(request.actor),
        sub_regions=own.sub_regions_to_choose(request.actor),
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        point = given["latitude"] is not None
        try:
            added = actions.create_school(
                by=request.actor,
                at=now(),
                board_id=UUID(given.pop("board")),
                sub_region_id=UUID(given.pop("sub_region")),
                precision="manual" if point else "none",
                **given,
            )
        except IntegrityError:
            form.add_error("name", _("There is a school with this name in this place already."))
        else:
            messages.success(request, _("%(school)s was added.") % {"school": added})
            return redirect("organisations:school", added.pk)
    return render(request, "organisations/add.html", {"form": form})


@door(Permission.ORGANISATIONS_MANAGE, "GET", "POST")
def add_from_register(request: Request, site_code: str) -> HttpResponse:
    """Add a school of the register, with its board and its location."""
    site = register.registry_site(request.actor, site_code)
    form = RegisterSchoolForm(
        request.POST or None,
        sub_regions=own.sub_regions_to_choose(request.actor),
        initial={"name": site.name},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            added = actions.add_school_from_register(
                by=request.actor,
                at=now(),
                site_code=site_code,
                sub_region_id=UUID(given["sub_region"]),
                name=given["name"],
                started_on=given["started_on"],
            )
        except IntegrityError:
            form.add_error("name", _("This school, or one with this name in this place, is here already."))
        else:
            messages.success(request, _("%(school)s was added.") % {"school": added})
            return redirect("organisations:school", added.pk)
    return render(request, "organisations/add_from_register.html", {"form": form, "site": site})
