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
    (_("Lessons"), "observations:lessons", Permission.OBSERVE),
    (_("My assessments"), "assessment:own", Permission.DOSSIER_OWN),
    (_("To assess"), "assessment:judging", Permission.ASSESS),
    (_("Assessments"), "assessment:arranging", Permission.ASSESSMENTS_ARRANGE),
    (_("To decide"), "assessment:deciding", Permission.ASSESSMENTS_DECIDE),
    (_("Assessments at our schools"), "assessment:following", Permission.ASSESSMENTS_FOLLOW),
    (_("Shared with me"), "dossier:shared", Permission.DOSSIER_READ),
    (_("Feedback"), "dossier:feedback", Permission.FEEDBACK_ASK),
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
    "guidance:missing": ("guidance:coaches",),
    "assessment:deciding": ("assessment:signals",),
    "organisations:schools": ("organisations:boards", "organisations:sub_regions", "organisations:imports"),
}


def _as_if_at(path: str) -> str:
    """Return the path of the link that a page belongs under, or the path itself."""
    one_group = reverse("groups:group", args=[UUID(int=0)]).removesuffix(f"{UUID(int=0)}/")
    if path.startswith(one_group):
        return reverse("groups:own")
    for name, others in _UNDER.items():
        if any(path.startswith(reverse(other)) for other in others):
            return reverse(name)
    return path


def items(request: HttpRequest, actor: Actor) -> list[Item]:
    """Return the links this person can open, in order; none for who is not logged in or has no role."""
    if actor.partnership_id is None:
        return []
    links = [(label, reverse(name)) for label, name, permission in _ITEMS if may(actor, permission)]
    path = _as_if_at(request.path)
    below = [url for _label, url in links if url != "/" and path.startswith(url)]
    here = max(below, key=len, default="/")
    return [
        Item(label, url, current=url == here and (url != "/" or request.path == "/")) for label, url in links
    ]
