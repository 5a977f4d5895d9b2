"""Mail: how it comes to me, and stopping it with the link in a mail, without logging in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from startlijn.base.access.terms import Actor, Permission
from startlijn.base.post import actions
from startlijn.base.post.queries import behind_stop, own_choices, own_mail
from startlijn.base.post.terms import MailState, Pace, StopLinkEndedError
from startlijn.base.seams import now, today
from startlijn.web.doors import door, kept_secret, open_door
from startlijn.web.middleware import Request
from startlijn.web.post.forms import ChoicesForm, StopForm
from startlijn.web.post.words import STATES
from startlijn.web.refusals import tried_in

NOBODY = Actor(None, None, "", None)
_ON_A_PAGE = 20
_WHY_OPEN = "The link in a mail is the key to stopping that kind of mail, and to nothing else."


@door(Permission.OWN_ACCOUNT, "GET", "POST")
def own(request: Request) -> HttpResponse:
    """Show how mail of each kind comes, what always comes, and what came of late; save what is chosen."""
    choices = own_choices(request.actor, today())
    form = ChoicesForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        given = {"paces": form.paces, "off_until": form.cleaned_data["off_until"]}
        if tried_in(form, lambda: actions.choose_mail(by=request.actor, at=now(), **given)):
            messages.success(request, _("Saved. From now on mail comes as you chose."))
            return redirect("post:own")
    page = Paginator(own_mail(request.actor), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "always": [each for each in choices if each.always],
        "page": page,
        "mails": [{"row": row, "state": STATES[MailState(row.state)]} for row in page],
    }
    return render(request, "post/own.html", context)


@open_door(_WHY_OPEN, "GET", "POST")
def stop(request: Request, token: str) -> HttpResponse:
    """Show which mail a link is about, and stop it when asked to. Opening the link changes nothing."""
    try:
        behind = behind_stop(token, today())
        form = StopForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            pace = Pace(form.cleaned_data["pace"])
            actions.stop_mail(by=NOBODY, at=now(), token=token, pace=pace)
            return kept_secret(render(request, "post/stopped.html", {"behind": behind, "pace": pace}))
    except StopLinkEndedError:
        return kept_secret(render(request, "post/link_ended.html", status=404))
    return kept_secret(render(request, "post/stop.html", {"behind": behind, "form": form}))


@open_door(_WHY_OPEN, "GET", "POST")
@csrf_exempt
def at_once(request: Request, token: str) -> HttpResponse:
    """Stop mail with one press in the mail program, as RFC 8058 says; for people there is the page with it.

    A mail program has no form of ours, so there is no token of a form to ask for.
    """
    if request.method != "POST":
        return redirect("post:stop", token=token)
    if request.POST.get("List-Unsubscribe") != "One-Click":
        return HttpResponseBadRequest("List-Unsubscribe=One-Click", content_type="text/plain")
    try:
        actions.stop_mail(by=NOBODY, at=now(), token=token)
    except StopLinkEndedError:
        return kept_secret(HttpResponse(status=404))
    return kept_secret(HttpResponse(_("Stopped."), content_type="text/plain; charset=utf-8"))
