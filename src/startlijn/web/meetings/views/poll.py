"""The page behind the link of somebody who is asked when they can: no account, no script needed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.seams import now
from startlijn.base.tenancy import within
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.queries.answering import BehindPoll, behind_link, from_calendar
from startlijn.domain.meetings.terms import Answer, LinkEndedError
from startlijn.web.doors import kept_secret, open_door
from startlijn.web.meetings.forms_dates import AnswersForm, CalendarFileForm
from startlijn.web.meetings.words import moment
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


@open_door("The link in the mail is the key to one poll for one person; it logs nobody in.", "GET", "POST")
def answer(request: Request, token: str) -> HttpResponse:
    """Show the moments behind a link, fill them in from a calendar file, or keep the answers."""
    at = now()
    try:
        owner, behind = behind_link(token, at)
    except LinkEndedError:
        return kept_secret(render(request, "meetings/link_ended.html", status=404))
    if not behind.is_open:
        return kept_secret(
            render(request, "meetings/poll_over.html", {"behind": behind, "meetings": _dates(behind)})
        )
    reading = request.method == "POST" and "read" in request.POST
    file_form = CalendarFileForm(request.POST, request.FILES) if reading else CalendarFileForm()
    found: dict[UUID, Answer] = {}
    if reading and file_form.is_valid():
        tried_in(file_form, lambda: found.update(from_calendar(token, file_form.content())))
    slots = [
        (
            slot.id,
            moment(slot.starts_at, slot.ends_at),
            found[slot.id].value if slot.id in found else slot.answer,
        )
        for slot in behind.slots
    ]
    posted = request.POST if request.method == "POST" and not reading else None
    form = AnswersForm(posted, slots=slots)
    if posted is not None and form.is_valid() and _kept(form, owner, token):
        context = {"behind": behind, "link": request.path}
        return kept_secret(render(request, "meetings/answered.html", context))
    context = {
        "behind": behind,
        "form": form,
        "file_form": file_form,
        "read": bool(found),
        "link": request.path,
    }
    return kept_secret(render(request, "meetings/poll.html", context))


def _kept(form: AnswersForm, owner: Actor, token: str) -> bool:
    """Keep the answers; say in the form why not when the link ended in the meantime."""

    def keep() -> None:
        try:
            actions.answer_by_link(by=owner, at=now(), token=token, answers=form.answers())
        except NotVisibleError as error:
            raise LinkEndedError from error

    assert owner.partnership_id is not None
    with within(owner.partnership_id):
        return tried_in(form, keep)


def _dates(behind: BehindPoll) -> list[dict[str, object]]:
    return [{"row": row, "when": moment(row.starts_at, row.ends_at)} for row in behind.meetings]
