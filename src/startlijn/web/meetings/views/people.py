"""The people of a series: who takes part, what they answered, who was there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.queries import series as queries
from startlijn.domain.meetings.queries.people import members_from
from startlijn.web.doors import door
from startlijn.web.meetings.forms import MembersForm
from startlijn.web.meetings.forms_dates import AnswersForm, AttendanceForm
from startlijn.web.meetings.views.series import crumbs
from startlijn.web.meetings.words import moment
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def members(request: Request, pk: UUID) -> HttpResponse:
    """Change who takes part in a series."""
    page = queries.series_page(request.actor, pk, at=now())
    listed = [
        (row.id, f"{row.name} · {row.school}" if row.school else row.name, row.required)
        for row in page.members
    ]
    form = MembersForm(request.POST or None, members=listed)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.change_members(
                by=request.actor,
                at=now(),
                series_id=pk,
                add=members_from(request.actor, given["people"]),
                remove=given["remove"],
                required=given["required"],
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("meetings:plan", pk)
    trail = crumbs((page.facts.title, reverse("meetings:plan", args=[pk])), (_("People"), ""))
    return render(request, "meetings/members.html", {"form": form, "page": page, "crumbs": trail})


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def answers(request: Request, pk: UUID) -> HttpResponse:
    """Type in what somebody answered by phone or mail."""
    facts, name, slots = queries.answers_page(request.actor, pk)
    shown = [(slot.pk, moment(slot.starts_at, slot.ends_at), given) for slot, given in slots]
    form = AnswersForm(request.POST or None, slots=shown)
    if request.method == "POST" and form.is_valid():
        given = form.answers()
        if tried_in(
            form, lambda: actions.answer_for(by=request.actor, at=now(), member_id=pk, answers=given)
        ):
            messages.success(request, _("Saved. The answers are marked as typed in by you."))
            return redirect("meetings:plan", facts.id)
    trail = crumbs((facts.title, reverse("meetings:plan", args=[facts.id])), (name, ""))
    context = {"form": form, "facts": facts, "name": name, "member_id": pk, "crumbs": trail}
    return render(request, "meetings/answers.html", context)


@door(Permission.MEETINGS_PLAN, "POST")
def new_link(request: Request, pk: UUID) -> HttpResponse:
    """Make the link of somebody stop, and send them a new one."""
    facts = queries.answers_page(request.actor, pk)[0]
    if tried(request, lambda: actions.take_back_link(by=request.actor, at=now(), member_id=pk)):
        messages.success(request, _("The earlier link no longer works."))
    return redirect("meetings:plan", facts.id)


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def attendance(request: Request, pk: UUID) -> HttpResponse:
    """Write down who was at a meeting."""
    page = queries.meeting_page(request.actor, pk, at=now())
    form = AttendanceForm(request.POST or None, members=page.members)
    if request.method == "POST" and form.is_valid():
        given = form.presence()
        if tried_in(
            form, lambda: actions.record_attendance(by=request.actor, at=now(), meeting_id=pk, presence=given)
        ):
            messages.success(request, _("Saved who was there."))
            return redirect("meetings:plan", page.series.id)
    trail = crumbs(
        (page.series.title, reverse("meetings:plan", args=[page.series.id])), (_("Attendance"), "")
    )
    context = {
        "form": form,
        "page": page,
        "when": moment(page.meeting.starts_at, page.meeting.ends_at),
        "crumbs": trail,
    }
    return render(request, "meetings/attendance.html", context)
