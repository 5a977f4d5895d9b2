"""The page behind a link in a letter: one step, one question, nobody logged in."""

from django.http import HttpResponse
from django.shortcuts import render

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.seams import now
from startlijn.base.tenancy import within
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.letters import behind_link
from startlijn.domain.guidance.terms import LinkEndedError
from startlijn.web.doors import kept_secret, open_door
from startlijn.web.guidance.forms import TickForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


@open_door("The link in the letter is the key to one step; it works once and logs nobody in.", "GET", "POST")
def confirm(request: Request, token: str) -> HttpResponse:
    """Show the one step behind a link, and confirm it when asked to. Opening the link changes nothing."""
    at = now()
    try:
        owner, behind = behind_link(token, at)
    except LinkEndedError:
        return kept_secret(render(request, "guidance/link_ended.html", status=404))
    form = TickForm(request.POST or None, initial={"outcome": "done", "minutes": behind.minutes})
    assert owner.partnership_id is not None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def tick() -> None:
            try:
                actions.tick_by_link(
                    by=owner,
                    at=at,
                    token=token,
                    outcome=given["outcome"],
                    minutes=given["minutes"] or behind.minutes,
                    seconds=form.seconds,
                )
            except NotVisibleError as error:
                raise LinkEndedError from error  # no longer the coach, or no longer a starter here

        with within(owner.partnership_id):
            done = tried_in(form, tick)
        if done:
            context = {"behind": behind, "outcome": given["outcome"]}
            return kept_secret(render(request, "guidance/confirmed.html", context))
    return kept_secret(render(request, "guidance/confirm.html", {"form": form, "behind": behind}))
