"""The main navigation: only what this person can open."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission


@dataclass(frozen=True, slots=True)
class Item:
    """A link in the navigation; `current` when the page is this one or below it."""

    label: str | Promise
    url: str
    current: bool


# Label, name of the address, and the permission that opens it.
_ITEMS: tuple[tuple[Promise, str, Permission], ...] = (
    (_("Today"), "home", Permission.OWN_ACCOUNT),
    (_("My line"), "guidance:own", Permission.LINE_OWN),
    (_("My dossier"), "dossier:own", Permission.DOSSIER_OWN),
    (_("My starters"), "guidance:coaching", Permission.LINE_GUIDE),
    (_("Meetings"), "meetings:own", Permission.MEETINGS_OWN),
    (_("Courses"), "courses:offer", Permission.COURSES_READ),
    (_("Lessons"), "observations:lessons", Permission.OBSERVE),
    (_("To assess"), "assessment:judging", Permission.ASSESS),
    (_("Assessments"), "assessment:arranging", Permission.ASSESSMENTS_ARRANGE),
    (_("To decide"), "assessment:deciding", Permission.ASSESSMENTS_DECIDE),
    (_("Assessments"), "assessment:following", Permission.ASSESSMENTS_FOLLOW),
    (_("Shared with me"), "dossier:shared", Permission.DOSSIER_READ),
    (_("Starters"), "starters:starters", Permission.LINE_REGISTER),
    (_("Plan, coach and hours"), "starters:facts", Permission.LINE_READ),
    (_("To put right"), "guidance:missing", Permission.LINE_ARRANGE),
    (_("Practice"), "guidance:practice", Permission.PRACTICE_READ),
    (_("Programmes"), "induction:programmes", Permission.PROGRAMMES_READ),
    (_("Reviews"), "review:reviews", Permission.REVIEWS_ANSWER),
    (_("Rounds"), "groups:rounds", Permission.ROUNDS_READ),
    (_("Groups"), "groups:own", Permission.GROUPS_READ),
    (_("Schools"), "organisations:schools", Permission.ORGANISATIONS_READ),
    (_("People"), "people:people", Permission.PEOPLE_READ),
    (_("Privacy"), "privacy:overview", Permission.PRIVACY_MANAGE),
)

# Pages with an address of their own that belong under a link all the same.
_UNDER = {
    "dossier:own": ("assessment:own",),
    "dossier:shared": ("dossier:feedback",),
    "groups:own": ("groups:group",),
    "guidance:missing": ("guidance:coaches",),
    "meetings:own": ("networks:overview", "intervision:own", "plg:own"),
    "assessment:deciding": ("assessment:signals",),
    "organisations:schools": (
        "organisations:boards",
        "organisations:sub_regions",
        "organisations:imports",
        "calendar:holidays",
    ),
}


def _begins(name: str) -> str:
    """Return how the addresses below this one begin; for a page about one row, all such pages."""
    if name == "groups:group":
        return reverse(name, args=[UUID(int=0)]).removesuffix(f"{UUID(int=0)}/")
    return reverse(name)


def _here(path: str, links: dict[str, str]) -> str:
    """Return the name of the link that a page belongs under: the longest address that it begins with."""
    begins = {url: name for name, url in links.items() if url != "/"}
    for name, others in _UNDER.items():
        if name in links:
            begins = {_begins(other): name for other in others} | begins
    below = [url for url in begins if path.startswith(url)]
    return begins[max(below, key=len)] if below else "home"


def items(request: HttpRequest, actor: Actor) -> list[Item]:
    """Return the links this person can open, in order; none for who is not logged in or has no role."""
    if actor.partnership_id is None:
        return []
    shown = [(label, name) for label, name, permission in _ITEMS if may(actor, permission)]
    links = {name: reverse(name) for _label, name in shown}
    here = _here(request.path, links)
    return [
        Item(label, links[name], current=name == here and (name != "home" or request.path == "/"))
        for label, name in shown
    ]
