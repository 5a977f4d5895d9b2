"""Logging in as somebody from the demo partnership: exists in demo mode only."""

from functools import cache

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from startlijn.base.people import queries
from startlijn.demo.partnership import describe
from startlijn.demo.terms import DemoPartnership, DemoPerson, Persona
from startlijn.web.doors import open_door
from startlijn.web.middleware import Request
from startlijn.web.names import ROLES

_WHY = "Demo mode: anybody may look around as one of the invented people."


@cache
def _described() -> DemoPartnership:
    return describe()


def _only_in_demo() -> None:
    # The address is not even there outside demo mode (see urls.py); this is the second lock.
    if not settings.DEMO:
        raise Http404


def _place(demo: DemoPartnership, person: DemoPerson, persona: Persona) -> str:
    """Return the name of the school, board … where the persona's role is held."""
    names = {school.key: school.name for school in demo.schools}
    names |= {board.key: board.name for board in demo.boards}
    names |= {region.key: region.name for region in demo.sub_regions}
    names |= {institute.key: institute.name for institute in demo.institutes}
    at = next((role.at for role in person.roles if role.role == persona.role), "")
    return names.get(at, demo.name)


@open_door(_WHY)
def personas(request: Request) -> HttpResponse:
    """Show who one can be, each with a story of one sentence."""
    _only_in_demo()
    demo = _described()
    people = {person.key: person for person in demo.people}
    accounts = {person.account.email for person in queries.people_with_account() if person.account}
    language = "nl" if (get_language() or "nl").startswith("nl") else "en"
    cards = [
        {
            "key": persona.key,
            "name": people[persona.person].name,
            "role": ROLES[persona.role],
            "place": _place(demo, people[persona.person], persona),
            "story": getattr(persona.story, language),
            "main": persona.main,
        }
        for persona in demo.personas
        if people[persona.person].email in accounts
    ]
    cards.sort(key=lambda card: not card["main"])
    return render(request, "accounts/demo.html", {"cards": cards, "partnership": demo.name})


@open_door(_WHY, "POST")
def become(request: Request) -> HttpResponse:
    """Log in as one of the personas; nobody else can be chosen."""
    _only_in_demo()
    demo = _described()
    chosen = next((persona for persona in demo.personas if persona.key == request.POST.get("persona")), None)
    if chosen is None:
        raise Http404
    email = next(person.email for person in demo.people if person.key == chosen.person)
    person = queries.people_with_account().filter(account__email=email).first()
    if person is None:
        raise Http404
    get_adapter().login(request, person.account)
    return redirect("home")
