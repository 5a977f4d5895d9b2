"""The action board and the notes of a learning group."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.plg import actions, queries
from startlijn.domain.plg.terms import Column, NoteKind
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.plg.forms import CardForm, NoteForm
from startlijn.web.plg.views import below
from startlijn.web.refusals import tried, tried_in

_PER_PAGE = 20


@door(Permission.PLG_OWN, "GET", "POST")
def add_card(request: Request, pk: UUID) -> HttpResponse:
    """Put a card on the board."""
    page = queries.room_page(request.actor, pk)
    form = CardForm(request.POST or None, page=page, initial={"team": page.own_team})
    if request.method == "POST" and form.is_valid():
        card = form.card
        if tried_in(form, lambda: actions.add_card(by=request.actor, at=now(), room_id=pk, card=card)):
            messages.success(request, _("The card is on the board."))
            return redirect("plg:room", pk)
    context = {"form": form, "page": page, "crumbs": below(page, _("New card"))}
    return render(request, "plg/card.html", context)


@door(Permission.PLG_OWN, "GET", "POST")
def change_card(request: Request, card: UUID) -> HttpResponse:
    """Change a card."""
    room_id, view = queries.card_view(request.actor, card)
    page = queries.room_page(request.actor, room_id)
    form = CardForm(request.POST or None, page=page, card=view)
    if request.method == "POST" and form.is_valid():
        given, version = form.card, form.cleaned_data["expected_version"]
        if tried_in(
            form,
            lambda: actions.change_card(
                by=request.actor, at=now(), card_id=card, expected_version=version, card=given
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("plg:room", room_id)
    context = {"form": form, "page": page, "card": view, "crumbs": below(page, _("Card"))}
    return render(request, "plg/card.html", context)


@door(Permission.PLG_OWN, "POST")
def move_card(request: Request, card: UUID) -> HttpResponse:
    """Move a card to another column."""
    room_id, view = queries.card_view(request.actor, card)
    to = request.POST.get("to", "")
    if to in Column.values:
        actions.move_card(by=request.actor, at=now(), card_id=card, column=Column(to))
        messages.success(
            request,
            _("“%(what)s” stands under %(column)s.") % {"what": view.what, "column": Column(to).label},
        )
    return redirect("plg:room", room_id)


@door(Permission.PLG_OWN, "POST")
def remove_card(request: Request, card: UUID) -> HttpResponse:
    """Take a card from the board."""
    room_id, _view = queries.card_view(request.actor, card)
    actions.remove_card(by=request.actor, at=now(), card_id=card)
    messages.success(request, _("The card is gone."))
    return redirect("plg:room", room_id)


@door(Permission.PLG_OWN, "GET", "POST")
def notes(request: Request, pk: UUID) -> HttpResponse:
    """Note a decision or an action, and read what was noted before."""
    page = queries.room_page(request.actor, pk)
    form = NoteForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.add_note(
                by=request.actor,
                at=now(),
                room_id=pk,
                kind=NoteKind(given["kind"]),
                text=given["text"],
                meeting_id=given["meeting"],
            ),
        ):
            messages.success(request, _("Noted."))
            return redirect("plg:notes", pk)
    context = {
        "form": form,
        "page": page,
        "notes": Paginator(page.notes, _PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": below(page, _("Notes")),
    }
    return render(request, "plg/notes.html", context)


@door(Permission.PLG_OWN, "POST")
def remove_note(request: Request, note: UUID) -> HttpResponse:
    """Remove a note."""
    made: list[UUID] = []
    tried(request, lambda: made.append(actions.remove_note(by=request.actor, at=now(), note_id=note)))
    messages.success(request, _("Removed."))
    return redirect("plg:notes", made[0])
