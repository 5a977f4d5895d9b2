"""Pages that tell everybody what is recorded and who may see it, from declarations and policy."""

from collections.abc import Iterator
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from startlijn.base.access import rules as access
from startlijn.base.access.terms import EVERYBODY, ROLES, Permission, Place
from startlijn.base.privacy import queries
from startlijn.base.privacy.terms import Recorded
from startlijn.base.seams import now
from startlijn.base.walls.queries import counts
from startlijn.engines.tables.writing import write_csv
from startlijn.web import names
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.rights.words import CLASSES, ERASURES, kind_of, readers_in_words, reason_in_words


def _table(recorded: Recorded) -> dict[str, object]:
    return {
        "name": _(recorded.name),
        "purpose": _(recorded.purpose),
        "kept": _(recorded.retention),
        "own": recorded.own,
        "data_class": CLASSES[recorded.data_class],
        "erasure": ERASURES[recorded.erasure],
        "readers": readers_in_words(recorded.readers),
    }


def _roles() -> list[dict[str, object]]:
    return [
        {
            "name": names.ROLES[role],
            "sentence": _(definition.sentence),
            "places": [names.PLACES[place] for place in Place if place in definition.places],
            "may": [
                names.PERMISSIONS[item]
                for item in Permission
                if item in definition.permissions | definition.at_school and item not in EVERYBODY
            ],
        }
        for role, definition in ROLES.items()
    ]


@door(Permission.RIGHTS_READ)
def rights(request: Request) -> HttpResponse:
    """Show what is recorded and who may see it, to everybody with a role: also the staff council."""
    recorded = queries.recorded()
    context = {
        "about_people": [_table(item) for item in recorded if item.about_people],
        "others": [_table(item) for item in recorded if not item.about_people],
        "roles": _roles(),
        "heads": [{"label": label} for label in (_("Role"), _("Held at"), _("May do"))],
        "own": {names.ROLES[role] for role in access.roles(request.actor)},
        "emergencies": counts(request.actor, now()),
        "may_ask": access.may(request.actor, Permission.EMERGENCY_ASK),
        "may_answer": access.may(request.actor, Permission.PRIVACY_MANAGE),
        "may_see_holders": access.may(request.actor, Permission.JOURNAL_READ),
    }
    return render(request, "rights/rights.html", context)


@door(Permission.RIGHTS_READ)
def why(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Explain who may see one thing, and by which role: `kind` is its table in small letters."""
    label = next((label for label in queries.explained() if kind_of(label) == kind), None)
    if label is None:
        raise Http404
    explained = queries.why(request.actor, label, pk)
    context = {
        "explained": explained,
        "name": explained.name or _(explained.kind),
        "table": _table(explained.recorded),
        "reasons": [reason_in_words(reason) for reason in explained.reasons],
    }
    return render(request, "rights/why.html", context)


@door(Permission.JOURNAL_READ)
def holders(request: Request) -> HttpResponse:
    """List who holds which role today, for the yearly review of rights (BIO2 5.18.02)."""
    page = Paginator(queries.holders_today(request.actor), 50).get_page(request.GET.get("page"))
    lines = [
        {"line": line, "role": names.ROLES[line.role], "place": names.PLACES[line.place]} for line in page
    ]
    context = {"page": page, "lines": lines, "heads": [{"label": label} for label in _holder_heads()]}
    return render(request, "rights/holders.html", context)


@door(Permission.JOURNAL_READ)
def holders_table(request: Request) -> HttpResponse:
    """Give the same list as a CSV file."""
    content = write_csv(_holder_heads(), _holder_rows(request))
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="startlijn-roles.csv"'
    return answer


def _holder_heads() -> list[str]:
    return [_("Name"), _("Role"), _("Kind of place"), _("Where"), _("From"), _("Until")]


def _holder_rows(request: Request) -> Iterator[list[str]]:
    for line in queries.holders_today(request.actor):
        yield [
            line.person_name,
            str(names.ROLES[line.role]),
            str(names.PLACES[line.place]),
            line.place_name,
            line.started_on.isoformat(),
            line.finished_on.isoformat() if line.finished_on else "",
        ]
