"""Made-up content for the gallery: no person, school or group in it exists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from startlijn.content.instruments import instrument
from startlijn.domain.instruments.terms import Answers
from startlijn.web.design.charts import Bar, Mark
from startlijn.web.design.icons import shapes
from startlijn.web.design.line import Line, Moment, Year
from startlijn.web.design.netherlands import Group, Member

LONG = "Professionaliseringsbevoegdheidsregistratie aansprakelijkheidsverzekeringsovereenkomst"
SCHOOLS = (
    ("De Wissel", "Veghel", 51.616, 5.549), ("Het Kompas", "Den Bosch", 51.690, 5.304),
    ("De Bron", "Oss", 51.765, 5.518), ("Maasveld", "Boxmeer", 51.647, 5.947),
    ("De Linde", "Tilburg", 51.556, 5.091), ("Lyceum Zuid", "Tilburg", 51.545, 5.080),
    ("De Akker", "Waalwijk", 51.683, 5.070), ("Vakcollege West", "Breda", 51.589, 4.776),
    ("De Horizon", "Eindhoven", 51.440, 5.478), ("De Stroom", "Helmond", 51.482, 5.661),
    ("Het Palet", "Veldhoven", 51.418, 5.403), ("Kempenhof", "Eersel", 51.357, 5.318),
    ("De Poort", "Venlo", 51.370, 6.172), ("Maasoever", "Roermond", 51.194, 5.988),
    ("Het Venster", "Weert", 51.251, 5.706), ("Peelland", "Deurne", 51.460, 5.796),
    ("De Beemd", "Boxtel", 51.591, 5.327), ("Heidehof", "Horst", 51.454, 6.053),
)  # fmt: skip


def line() -> Line:
    """Return three school years with moments in every state, one of them with a very long name."""
    years = tuple(
        Year(f"{year}–{year + 1}", date(year, 8, 1), date(year + 1, 7, 31)) for year in (2025, 2026, 2027)
    )
    moments = (
        Moment(date(2025, 8, 28), _("Meeting your coach"), "done", "#"),
        Moment(date(2025, 10, 9), _("First lesson visit"), "done", "#"),
        Moment(date(2026, 1, 22), _("Looking back on half a year"), "done"),
        Moment(date(2026, 6, 11), _("Looking back on the year"), "done"),
        Moment(
            date(2026, 10, 1),
            _("Second lesson visit"),
            "open",
            "#",
            _("The date has passed; pick a new one."),
        ),
        Moment(date(2026, 12, 3), _("Intervision: bring your own case"), "next", "#"),
        Moment(date(2027, 3, 18), LONG, "planned"),
        Moment(date(2027, 6, 10), _("Looking back on the year"), "planned"),
        Moment(date(2027, 11, 18), _("Handing over your dossier"), "planned"),
        Moment(date(2028, 6, 8), _("Celebrating three years"), "planned"),
    )
    return Line(years, moments, today=date(2026, 11, 21))


def groups() -> tuple[Group, ...]:
    """Return four groups, and two schools that are in none."""
    members = [
        Member(name, lat, lon, host=number in {0, 4, 8, 12}, note=place)
        for number, (name, place, lat, lon) in enumerate(SCHOOLS)
    ]
    made = [
        Group(n + 1, _("Group %(number)s") % {"number": n + 1}, tuple(members[4 * n : 4 * n + 4]))
        for n in range(4)
    ]
    return (*made, Group(0, _("Not in a group"), tuple(members[16:])))


def many_groups() -> tuple[Group, ...]:
    """Return 24 groups of 95 schools, as many as a partnership has, spread without chance."""
    spots = [
        (lat + 0.09 * ((n * 7) % 5 - 2) / 2, lon + 0.12 * ((n * 5) % 7 - 3) / 3)
        for n in range(6)
        for _name, _place, lat, lon in SCHOOLS
    ][:95]
    spots.sort(key=lambda spot: (round(spot[1] * 3), spot[0]))
    found = []
    for number in range(24):
        part = spots[4 * number : 4 * number + 4]
        members = tuple(
            Member(f"School {number + 1}.{n + 1}", lat, lon, host=n == 0) for n, (lat, lon) in enumerate(part)
        )
        found.append(Group(number + 1, f"Group {number + 1}", members))
    return tuple(found)


def content() -> dict[str, Any]:
    """Return everything that the gallery shows, by the name its template uses."""
    return {
        "long": LONG,
        "line": line(),
        "groups": groups(),
        "many_groups": many_groups(),
        "rows": [{"name": n, "place": p, "sites": len(n) % 4 + 1} for n, p, _lat, _lon in SCHOOLS[:5]]
        + [{"name": LONG, "place": "Nieuw- en Sint Joosland", "sites": 12}],
        "bars": [
            Bar(_("time to prepare"), 42),
            Bar(_("contact with parents"), 31),
            Bar(_("order in the classroom"), 18),
            Bar(LONG, 9),
            Bar(_("nothing"), 0),
        ],
        "minutes": [12, 14, 15, 18, 19, 21, 22, 22, 24, 25, 26, 27, 28, 31, 33, 35, 41, 48, 55],
        "marks": [Mark(_("middle"), 25), Mark(_("limit"), 45)],
        "journeys": [
            {"label": "De Wissel", "to": "", "note": "Veghel"},
            {"label": "Het Kompas", "to": "De Wissel", "minutes": 24.4, "km": 22, "note": "Den Bosch"},
            {"label": LONG, "to": "De Wissel", "minutes": 31, "km": 28.6, "note": "Oss"},
        ],
        **_lists(),
    }


def _lists() -> dict[str, Any]:
    """Return the small lists: crumbs, tabs, steps, facts, table heads, menus."""
    return {
        "crumbs": [
            {"label": _("Today"), "url": "/"},
            {"label": _("Rounds"), "url": "#rounds"},
            {"label": _("Audit groups in spring 2027")},
        ],
        "tabs": [
            {"label": _("Proposal"), "url": "#", "current": True},
            {"label": _("Sign-ups"), "url": "#", "count": 18},
            {"label": _("Rules"), "url": "#", "count": 0},
            {"label": LONG[:33], "url": "#"},
        ],
        "steps": [
            {"label": _("Sign-ups"), "url": "#", "state": "done"},
            {"label": _("Proposal"), "url": "#", "state": "current"},
            {"label": _("Look and move"), "state": "todo"},
            {"label": _("Publish"), "state": "todo"},
        ],
        "facts": [
            {"label": _("Board"), "value": "Stichting De Linden", "url": "#"},
            {"label": _("School code"), "value": "00AB01", "note": _("as DUO knows it")},
            {"label": _("Longest journey"), "value": "31 min"},
            {"label": LONG[:40], "value": LONG},
        ],
        "heads": [
            {"label": _("School"), "url": "#", "sorted": "ascending"},
            {"label": _("Place"), "url": "#"},
            {"label": _("Sites"), "number": True},
            {"label": _("State")},
        ],
        "menu": [{"label": _("My account"), "url": "#"}, {"label": _("My data"), "url": "#"}],
        "demo_navigation": [
            {"label": _("Today"), "url": "#", "current": False},
            {"label": _("Groups"), "url": "#", "current": True},
            {"label": _("Schools"), "url": "#", "current": False},
            {"label": _("People"), "url": "#", "current": False},
        ],
        "mine": "Onze starters krijgen in het eerste jaar 20 % minder lessen en een vaste coach.",
        "theirs": "Onze starters krijgen in het eerste jaar 25 % minder lessen, een coach en een maatje.",
        "instrument": instrument("research-criteria.2026-1"),
        "answers": Answers(
            {"comprehensibility-use": 3, "acceptance-trust": "not_applicable"},
            {"comprehensibility-use": _("Three colleagues tried it the next day.")},
        ),
        "icons": sorted(shapes()),
    }
