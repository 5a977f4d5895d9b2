"""Inviting people, and accepting an invitation."""

from uuid import UUID

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.accounts import actions as accounts
from startlijn.base.accounts.queries import open_invitation
from startlijn.base.accounts.terms import AccountClosedError, InvitationInvalidError
from startlijn.base.people import actions as people
from startlijn.base.people import queries
from startlijn.base.people.terms import EmailTakenError, PersonElsewhereError
from startlijn.base.seams import now
from startlijn.web.accounts.adapters import INVITED
from startlijn.web.accounts.forms import ChoosePasswordForm, InviteForm
from startlijn.web.accounts.letters import invitation_letter
from startlijn.web.doors import door, open_door
from startlijn.web.middleware import Request


@open_door("An invited person has no account to log in with yet.")
def link(request: Request, token: str) -> HttpResponse:
    """Keep the link in the session and go to a page without it: addresses end up in histories and logs."""
    request.session[INVITED] = token
    return redirect("invitation")


@open_door("An invited person has no account to log in with yet.", "GET", "POST")
def accept(request: Request) -> HttpResponse:
    """Let an invited person choose a password, or log in elsewhere. A wrong link is never explained."""
    at = now()
    token = request.session.get(INVITED, "")
    invited = open_invitation(token, at=at)
    if invited is None:
        return render(request, "accounts/invitation_invalid.html", status=404)
    form = ChoosePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = queries.actor_for(invited.account_id, partnership_id=None, at=at)
        password = form.cleaned_data["password1"]
        try:
            account = accounts.accept_invitation(by=by, at=at, token=token, password=password)
        except InvitationInvalidError:
            return render(request, "accounts/invitation_invalid.html", status=404)
        except ValidationError as weak:
            form.add_error("password1", weak)
        else:
            del request.session[INVITED]
            answer: HttpResponse = perform_login(request, account)
            return answer
    return render(request, "accounts/invitation.html", {"form": form, "invited": invited})


@door(Permission.PEOPLE_MANAGE, "GET", "POST")
def access(request: Request, pk: UUID) -> HttpResponse:
    """Show how somebody gets in, and invite, stop or open again."""
    found = queries.access_of(request.actor, pk, at=now())
    form = InviteForm(request.POST if "invite" in request.POST else None) if found.email is None else None
    if request.method == "POST":
        try:
            if _deed(request, pk, form, found.language):
                return redirect("people:person", pk)
        except AccountClosedError:
            messages.error(request, _("This account is stopped. Open it again first."))
        except EmailTakenError:
            assert form is not None
            form.add_error("email", _("Another account has this address already."))
        except PersonElsewhereError:
            messages.error(
                request,
                _("This person also works in another partnership. Only the operator can stop the account."),
            )
    return render(request, "accounts/access.html", {"found": found, "form": form})


def _deed(request: Request, pk: UUID, form: InviteForm | None, language: str) -> bool:
    """Do what the button says; tell whether something was done."""
    by, at = request.actor, now()
    if "close" in request.POST:
        people.close_account(by=by, at=at, person_id=pk)
        messages.success(request, _("The account is stopped. This person was logged out everywhere."))
    elif "reopen" in request.POST:
        people.reopen_account(by=by, at=at, person_id=pk)
        messages.success(request, _("The account is open again."))
    elif form is None or form.is_valid():
        people.invite_person(
            by=by,
            at=at,
            person_id=pk,
            email=form.cleaned_data["email"] if form else None,
            tell=invitation_letter(by=by, at=at, language=language),
        )
        messages.success(request, _("The invitation is on its way. The link works for seven days."))
    else:
        return False
    return True
