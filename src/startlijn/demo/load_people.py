"""Adds the demo's people: personas with an account to log in as, everybody else with a role only.

Starters come when they are registered (`load_starters`).
"""

from datetime import datetime
from uuid import UUID

from startlijn.base.access.terms import Actor
from startlijn.base.people import actions
from startlijn.demo.load_organisations import PlaceIds
from startlijn.demo.terms import DemoPartnership

PersonIds = dict[str, UUID]
"""The id of each person by key."""


def load_people(described: DemoPartnership, places: PlaceIds, *, by: Actor, at: datetime) -> PersonIds:
    """Add everybody but starters, with their roles.

    Accounts have no usable password: "log in as" is the only way in.
    """
    has_account = {persona.person for persona in described.personas}
    people: PersonIds = {}
    starters = {starter.person for starter in described.starters}
    for each in described.people:
        if each.key in starters:
            continue
        person = actions.add_person(
            by=by,
            at=at,
            given_name=each.given_name,
            family_name=each.family_name,
            language=each.language,
            email=each.email if each.key in has_account else None,
        )
        people[each.key] = person.pk
        for role in each.roles:
            actions.give_role(
                by=by,
                at=at,
                person_id=person.pk,
                role=role.role,
                place=role.place,
                place_id=places[role.place, role.at],
                started_on=role.started_on,
                finished_on=role.finished_on,
            )
    return people
