"""The page behind a link in a letter: one step, one question, nobody logged in."""

from django.http import HttpResponse
from django.shortcuts import render

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.seams import now
from startlijn.base.tenancy import within
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.letters import behind_link
from startlijn.domain.guidance.terms import LinkEndedError
from startlijn.web.doors import open_door
from startlijn.web.guidance.forms import TickForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


def _private(answer: HttpResponse) -> HttpResponse:
    """Keep the page out of caches and search engines.

    Its address stays out of what the browser tells others by the policy of the whole site ("same-origin"). A
    stricter one would make browsers hide where the form comes from, and the form would be refused.
    """
    answer.headers["Cache-Control"] = "no-store, private"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@open_door("The link in the letter is the key to one step; it works once and logs nobody in.", "GET", "POST")
def confirm(request: Request, token: str) -> HttpResponse:
    """Show the one step behind a link, and confirm it when asked to. Opening the link changes nothing."""
    at = now()
    try:
        owner, behind = behind_link(token, at)
    except LinkEndedError:
        return _private(render(request, "guidance/link_ended.html", status=404))
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
            return _private(render(request, "guidance/confirmed.html", context))
    return _private(render(request, "guidance/confirm.html", {"form": form, "behind": behind}))
