"""What a board calls the indicators of the competence profile."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.queries import words as queries
from startlijn.web.doors import door
from startlijn.web.dossier.forms import WordsForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


@door(Permission.POLICY_MANAGE)
def boards(request: Request) -> HttpResponse:
    """List the boards whose words somebody keeps."""
    return render(request, "dossier/boards.html", {"boards": queries.boards_to_word(request.actor)})


@door(Permission.POLICY_MANAGE, "GET", "POST")
def board(request: Request, pk: UUID) -> HttpResponse:
    """Keep the words of one board."""
    name, rows = queries.board_words(request.actor, pk)
    form = WordsForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.keep_words(by=request.actor, at=now(), board_id=pk, words=given)):
            messages.success(request, _("Saved."))
            return redirect("dossier:words", pk)
    areas: dict[str, list[object]] = {}
    for row in rows:
        areas.setdefault(row.area, []).append(form[row.key])
    trail = [
        {"label": _("Own words of boards"), "url": reverse("dossier:boards")},
        {"label": name, "url": ""},
    ]
    context = {"form": form, "name": name, "areas": areas.items(), "crumbs": trail}
    return render(request, "dossier/words.html", context)
