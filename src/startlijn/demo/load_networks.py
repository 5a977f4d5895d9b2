"""Two learning networks that starters joined, what two boards shared, and own days of schools."""

from collections.abc import Iterator
from datetime import timedelta

from startlijn.base.access.terms import Actor, Place, Role
from startlijn.demo.stage import Stage
from startlijn.demo.terms import DemoPerson
from startlijn.domain.calendar.actions import add_own_days
from startlijn.domain.networks import actions

_NETWORKS = (
    ("Orde en rust in de klas", "Wat werkt bij jou in een drukke groep? Neem een voorbeeld mee.", 9),
    ("Oudergesprekken", "Samen oefenen met gesprekken die je spannend vindt.", 5),
)
_EXAMPLES = (
    (
        "Een vaste vrije middag voor starters",
        "Al onze starters zijn op woensdagmiddag vrij van lessen en vergaderingen. De roostermaker plant die "
        "middag als eerste in. Het kostte ons een jaar om dat bij alle scholen rond te krijgen.",
    ),
    (
        "Starters kiezen zelf hun coach",
        "We laten elke starter met drie coaches koffie drinken. Daarna kiest de starter. Dat past beter, en "
        "coaches vinden het ook prettiger.",
    ),
)


def load_networks(stage: Stage) -> None:
    """Play this year's networks, examples of boards, and the days on which schools are closed."""
    day = stage.now.date() - timedelta(days=20)
    with stage.on(day) as at:
        joiners = _people(stage, Role.STARTER, Place.SCHOOL)
        for name, about, most in _NETWORKS:
            network = actions.start_network(by=stage.operator(), at=at, name=name, about=about, place="")
            for _number in range(most):
                person = next(joiners, None)
                if person is not None:
                    actions.join(by=stage.actor(person.key, at), at=at, network_id=network.pk)
        boards = _people(stage, Role.BOARD_EXECUTIVE, Place.BOARD)
        for title, text in _EXAMPLES:
            person = next(boards, None)
            if person is not None:
                _share(stage, stage.actor(person.key, at), person, title, text)
        _own_days(stage)


def _people(stage: Stage, role: Role, place: Place) -> Iterator[DemoPerson]:
    """Everybody who holds a role at a kind of place now; first who plays a persona."""
    played = {persona.person for persona in stage.described.personas}
    found = [
        person
        for person in stage.described.people
        if any((held.role, held.place, held.finished_on) == (role, place, None) for held in person.roles)
    ]
    return iter(sorted(found, key=lambda person: person.key not in played))


def _share(stage: Stage, by: Actor, person: DemoPerson, title: str, text: str) -> None:
    held = next(each for each in person.roles if each.role is Role.BOARD_EXECUTIVE)
    board_id = stage.places[Place.BOARD, held.at]
    actions.share(by=by, at=stage.now, board_id=board_id, title=title, text=text)


def _own_days(stage: Stage) -> None:
    """The first schools of the south are closed with carnival; of 2027 it begins on 7 February."""
    south = [school for school in stage.described.schools if school.holiday_region == "zuid"]
    monday = stage.day(0, 2, 8)
    for school in south[:3]:
        add_own_days(
            by=stage.operator(),
            at=stage.now,
            school_id=stage.places[Place.SCHOOL, school.key],
            first=monday,
            last=monday + timedelta(days=4),
            name="Carnaval",
            opened=False,
        )
