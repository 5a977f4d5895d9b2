"""The journal on screen: everybody sees the own lines, who watches over the partnership sees all.

And everybody sees who looked at data about them, when and for what (trust.md P15).
"""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from startlijn.base.access.rules import whole_partnership
from startlijn.base.access.terms import Permission, Role
from startlijn.base.journal import queries
from startlijn.base.journal.terms import REFUSED, Looking
from startlijn.base.people.queries import lines_about_me
from startlijn.base.privacy.queries import own_statements
from startlijn.web import names
from startlijn.web.doors import own_door
from startlijn.web.journal.words import KINDS, WHY, deed
from startlijn.web.middleware import Request


@own_door("GET")
def journal(request: Request) -> HttpResponse:
    """Show who did what, newest first; `q` finds a name or a code."""
    text = request.GET.get("q", "").strip()
    lines = queries.search_lines(request.actor, text)
    page = Paginator(lines, 50).get_page(request.GET.get("page"))
    things = queries.kinds_of_things()
    context = {
        "page": page,
        "lines": [
            {"line": line, "deed": deed(line.action), "thing": things.get(line.object_type, "")}
            for line in page
        ],
        "q": text,
        "everything": whole_partnership(request.actor, Permission.JOURNAL_READ),
    }
    return render(request, "journal/journal.html", context)


def _who(line: Any) -> str:
    """Return who did something, as the person concerned may know it.

    Of who asked in vain only the role: it may have been a slip of the finger. The privacy officer sees who.
    """
    held = [str(names.ROLES[Role(role)]) for role in line.details.get("roles", ()) if role in list(Role)]
    if line.action == REFUSED:
        return capfirst(", ".join(held)) or _("Somebody without a role")
    if not line.actor_id:
        return line.actor_name if line.actor_name != "operator" else _("Who keeps this installation running")
    told: str = line.actor_name or _("Somebody who was erased")
    return f"{told} ({', '.join(held)})" if held else told


def _told(line: Any, things: dict[str, str], own: Mapping[str, str]) -> dict[str, object]:
    refused = line.action == REFUSED
    return {
        "own": "" if refused else own.get(line.object_id, ""),
        "at": line.at,
        "who": _who(line),
        "deed": _("asked for something about you and saw nothing") if refused else deed(line.action),
        "thing": things.get(line.object_type, ""),
        "why": "" if refused else WHY.get(line.details.get("why", ""), ""),
        "refused": refused,
    }


@own_door("GET")
def who_looked(request: Request) -> HttpResponse:
    """Show what others did with data about the person who asks: who, when, what and for what."""
    asked = request.GET.get("kind", "")
    kind = Looking(asked) if asked in list(Looking) else None
    page = Paginator(lines_about_me(request.actor, kind), 50).get_page(request.GET.get("page"))
    things = queries.kinds_of_things()
    own = own_statements(request.actor, [line.object_id for line in page])
    context = {
        "page": page,
        "lines": [_told(line, things, own) for line in page],
        "kinds": KINDS.items(),
        "kind": asked if kind else "",
    }
    return render(request, "journal/who_looked.html", context)
