"""A school that goes on in another one: choose, look what happens, confirm."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission, Role
from startlijn.base.organisations.queries import own
from startlijn.base.seams import now
from startlijn.domain.guidance.actions import merge_school
from startlijn.domain.guidance.queries.mergers import school_merger, schools_to_go_on_in
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.names import ROLES
from startlijn.web.organisations.forms import SchoolMergeForm
from startlijn.web.refusals import tried_in


@door(Permission.ORGANISATIONS_MANAGE, "GET", "POST")
def merge(request: Request, pk: UUID) -> HttpResponse:
    """Ask in which school this one goes on; show what that does; do it when that was confirmed."""
    school = own.school_to_change(request.actor, pk)
    choices = schools_to_go_on_in(request.actor, pk)
    given = request.POST if request.method == "POST" else request.GET
    form = SchoolMergeForm(given or None, schools=choices)
    if not form.is_valid():
        return render(request, "organisations/merge.html", {"form": form, "school": school})
    into_id, on = UUID(form.cleaned_data["into"]), form.cleaned_data["on"]
    if request.method == "POST" and tried_in(
        form, lambda: merge_school(by=request.actor, at=now(), school_id=pk, into_id=into_id, on=on)
    ):
        messages.success(request, _("%(school)s goes on in the other school.") % {"school": school.name})
        return redirect("organisations:school", into_id)
    if form.errors:
        return render(request, "organisations/merge.html", {"form": form, "school": school})
    found = school_merger(request.actor, pk, into_id, on)
    stay = [{"person": role.person, "role": ROLES[Role(role.role)]} for role in found.stay]
    context = {"school": school, "found": found, "stay": stay}
    return render(request, "organisations/merge_confirm.html", context)
