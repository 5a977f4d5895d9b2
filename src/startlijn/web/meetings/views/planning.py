"""From answers to dates: the proposal, choosing, and changing meetings afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.queries import series as queries
from startlijn.domain.meetings.queries.proposal import Proposal, ProposedDate, proposal_of
from startlijn.domain.meetings.terms import Chosen
from startlijn.web.doors import door
from startlijn.web.meetings.forms_dates import CancelForm, ChangeSeriesForm, DatesForm, MeetingForm, MoveForm
from startlijn.web.meetings.views.series import crumbs
from startlijn.web.meetings.words import moment
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def _instead(date: ProposedDate) -> dict[str, Any] | None:
    """Return the runner-up of a date: when, and what it costs."""
    if date.instead is None:
        return None
    said = []
    if date.instead.refusals > 0:
        said.append(_("somebody who must be there is missing more often"))
    if date.instead.schools < 0:
        lost = -date.instead.schools
        said.append(ngettext("%(number)s school fewer", "%(number)s schools fewer", lost) % {"number": lost})
    if date.instead.answers < 0:
        said.append(_("fewer people can come easily"))
    when = moment(date.instead.slot.start, date.instead.slot.end)
    return {"when": when, "cost": ", ".join(said) or _("just as good, but later")}


def _shown(found: Proposal, form: DatesForm) -> list[dict[str, Any]]:
    return [
        {
            "date": date,
            "when": moment(date.starts_at, date.ends_at),
            "instead": _instead(date),
            "take": form[f"date_{date.slot_id.hex}"],
            "host": form[f"host_{date.slot_id.hex}"],
        }
        for date in found.dates
    ]


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def proposal(request: Request, pk: UUID) -> HttpResponse:
    """Show the proposed dates with reasons and runners-up, and plan what was chosen."""
    found = proposal_of(request.actor, pk)
    first = {f"date_{date.slot_id.hex}": True for date in found.dates} | {
        f"host_{date.slot_id.hex}": str(date.host_id or "") for date in found.dates
    }
    others = [(pk, moment(starts_at, ends_at)) for pk, starts_at, ends_at in found.others]
    # Every moment is in the form: an answer that comes meanwhile changes the proposal, not what was sent.
    slots = [*((date.slot_id, moment(date.starts_at, date.ends_at)) for date in found.dates), *others]
    form = DatesForm(request.POST or None, slots=slots, hosts=found.hosts, initial=first)
    if request.method == "POST" and form.is_valid():
        chosen = [Chosen(slot, host) for slot, host in form.chosen()]
        reason = form.cleaned_data["reason"]
        if tried_in(
            form,
            lambda: actions.plan_dates(by=request.actor, at=now(), series_id=pk, dates=chosen, reason=reason),
        ):
            messages.success(request, _("Planned. Everybody gets an invitation for their calendar."))
            return redirect("meetings:plan", pk)
    trail = crumbs((found.facts.title, reverse("meetings:plan", args=[pk])), (_("Proposal"), ""))
    context = {
        "found": found,
        "form": form,
        "dates": _shown(found, form),
        "others": [{"take": form[f"date_{pk.hex}"], "host": form[f"host_{pk.hex}"]} for pk, _label in others],
        "crumbs": trail,
    }
    return render(request, "meetings/proposal.html", context)


@door(Permission.MEETINGS_PLAN, "POST")
def pin(request: Request, pk: UUID) -> HttpResponse:
    """Keep a moment in every next proposal, or let it go."""
    slots: list[Any] = []
    wanted = request.POST.get("pinned") == "1"
    done = tried(
        request,
        lambda: slots.append(actions.pin_slot(by=request.actor, at=now(), slot_id=pk, pinned=wanted)),
    )
    if not done:
        return redirect("meetings:overview")
    messages.success(request, _("This date stays.") if wanted else _("This date may change again."))
    return redirect("meetings:proposal", slots[0].series_id)


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def add(request: Request, pk: UUID) -> HttpResponse:
    """Add one meeting by hand."""
    page = queries.series_page(request.actor, pk, at=now())
    form = MeetingForm(request.POST or None, hosts=page.hosts, initial={"minutes": page.facts.minutes})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.add_meeting(
                by=request.actor,
                at=now(),
                series_id=pk,
                starts_at=form.starts_at(),
                minutes=given["minutes"],
                host_id=given["host"],
                place=given["place"],
                reason=given["reason"],
            ),
        ):
            messages.success(request, _("Planned. Everybody gets an invitation for their calendar."))
            return redirect("meetings:plan", pk)
    trail = crumbs((page.facts.title, reverse("meetings:plan", args=[pk])), (_("Add a meeting"), ""))
    return render(request, "meetings/meeting.html", {"form": form, "page": page, "crumbs": trail})


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def move(request: Request, pk: UUID) -> HttpResponse:
    """Give one meeting another moment or place."""
    found = queries.meeting_page(request.actor, pk, at=now())
    hosts = queries.series_page(request.actor, found.series.id, at=now()).hosts
    form = MoveForm(request.POST or None, hosts=hosts, initial=MoveForm.initial_of(found.meeting))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.move_meeting(
                by=request.actor,
                at=now(),
                meeting_id=pk,
                expected_version=given["expected_version"],
                starts_at=form.starts_at(),
                minutes=given["minutes"],
                host_id=given["host"],
                place=given["place"],
                reason=given["reason"],
            ),
        ):
            messages.success(request, _("Changed. Everybody's calendar follows."))
            return redirect("meetings:plan", found.series.id)
    trail = crumbs(
        (found.series.title, reverse("meetings:plan", args=[found.series.id])), (_("Change a meeting"), "")
    )
    context = {"form": form, "moving": found.meeting, "facts": found.series, "crumbs": trail}
    return render(request, "meetings/meeting.html", context)


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def cancel(request: Request, pk: UUID) -> HttpResponse:
    """Cancel one meeting."""
    found = queries.meeting_page(request.actor, pk, at=now())
    form = CancelForm(request.POST or None, initial={"expected_version": found.meeting.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.cancel_meeting(
                by=request.actor,
                at=now(),
                meeting_id=pk,
                expected_version=given["expected_version"],
                reason=given["reason"],
            ),
        ):
            messages.success(request, _("Cancelled. Everybody's calendar follows."))
            return redirect("meetings:plan", found.series.id)
    trail = crumbs(
        (found.series.title, reverse("meetings:plan", args=[found.series.id])), (_("Cancel a meeting"), "")
    )
    when = moment(found.meeting.starts_at, found.meeting.ends_at)
    context = {"form": form, "when": when, "facts": found.series, "crumbs": trail}
    return render(request, "meetings/cancel.html", context)


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def change(request: Request, pk: UUID) -> HttpResponse:
    """Give all meetings ahead another hour or host; say which stay as they are."""
    page = queries.series_page(request.actor, pk, at=now())
    first: dict[str, Any] = {"minutes": page.facts.minutes, "expected_version": page.facts.version}
    if page.facts.times:
        first["begins"] = page.facts.times[0]
    form = ChangeSeriesForm(request.POST or None, hosts=page.hosts, initial=first)
    done: list[actions.Changed] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act() -> None:
            done.append(
                actions.change_series(
                    by=request.actor,
                    at=now(),
                    series_id=pk,
                    expected_version=given["expected_version"],
                    begins=given["begins"],
                    minutes=given["minutes"],
                    host_id=given["host"],
                    reason=given["reason"],
                )
            )

        if tried_in(form, act):
            messages.success(request, _("Changed. Everybody's calendar follows."))
            stayed = ", ".join(moment(each.starts_at, each.ends_at) for each in done[0].stayed)
            if stayed:
                messages.info(request, _("These stayed as they were: %(meetings)s.") % {"meetings": stayed})
            return redirect("meetings:plan", pk)
    stays = [moment(row.starts_at, row.ends_at) for row in page.meetings if row.moved and row.ahead]
    trail = crumbs((page.facts.title, reverse("meetings:plan", args=[pk])), (_("Change all"), ""))
    context = {"form": form, "page": page, "stays": stays, "crumbs": trail}
    return render(request, "meetings/change.html", context)
