"""The library: everybody reads what may be asked of somebody, and where it comes from."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.organisations.terms import Sector
from startlijn.content.instruments import Instrument, packaged_instruments
from startlijn.domain.instruments import queries
from startlijn.domain.instruments.terms import CertaintyOf, InstrumentKind, InstrumentPurpose
from startlijn.web.doors import door
from startlijn.web.instruments.shown import explained
from startlijn.web.middleware import Request

_PER_PAGE = 25


@door(Permission.INSTRUMENTS_READ)
def library(request: Request) -> HttpResponse:
    """List the newest version of every instrument by title, of one kind when asked."""
    kind = request.GET.get("kind", "")
    found = sorted(
        queries.instruments(request.actor, kind=kind, newest_only=True),
        key=lambda each: each.title.told().casefold(),
    )
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(each) for each in page],
        "kinds": InstrumentKind,
        "kind": kind,
    }
    return render(request, "instruments/library.html", context)


@door(Permission.INSTRUMENTS_READ)
def instrument(request: Request, instrument_id: str) -> HttpResponse:
    """Show one version of an instrument: its items, its levels, and where it comes from."""
    found = queries.instrument_by_id(request.actor, instrument_id)
    versions = [each for each in queries.instruments(request.actor, kind=found.kind) if each.key == found.key]
    context = {
        "instrument": found,
        "kind": InstrumentKind(found.kind).label,
        "facts": _facts(found),
        "scale": found.scale,
        "explained": explained(found),
        "others": [each for each in versions if each.version != found.version],
        "newer": versions[0] if versions[0].version != found.version else None,
        "crumbs": [
            {"label": _("Observation forms and questionnaires"), "url": reverse("instruments:library")},
            {"label": found.title.told(), "url": ""},
        ],
    }
    return render(request, "instruments/instrument.html", context)


def _row(each: Instrument) -> dict[str, Any]:
    return {
        "instrument": each,
        "kind": InstrumentKind(each.kind).label,
        "purposes": _purposes(each),
        "own": each not in packaged_instruments(),
    }


def _purposes(each: Instrument) -> str:
    return ", ".join(str(InstrumentPurpose(purpose).label) for purpose in each.purposes)


def _facts(found: Instrument) -> list[dict[str, str]]:
    """Return what somebody wants to know before using it."""
    trained = _("only people who were trained for it") if found.trained_only else _("everybody")
    pairs = [
        (_("Meant for"), _purposes(found)),
        (_("Who can use it"), trained),
        (_("Sectors"), ", ".join(str(Sector(sector).label) for sector in found.sectors)),
        (_("Version"), found.version),
        (_("From"), date_format(found.valid_from)),
        (_("How sure that is"), str(CertaintyOf(found.certainty).label)),
        (_("Licence"), found.licence.told()),
    ]
    return [{"label": label, "value": value} for label, value in pairs]
