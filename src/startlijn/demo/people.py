"""Draws the people: the personas first, then everybody whom schools, boards and the partnership need."""

from dataclasses import replace
from datetime import date

from startlijn.base.access.terms import Place, Role
from startlijn.demo.dice import Dice
from startlijn.demo.organisations import key_of
from startlijn.demo.script import Script
from startlijn.demo.terms import DemoPerson, DemoRole, DemoSchool, Persona

# Reserved by RFC 2606: mail to it goes nowhere.
MAIL_DOMAIN = "startlijn.test"
_YEARS_IN_OFFICE = 5


class Cast:
    """Everybody in the demo, growing while roles are handed out. No two people share a name."""

    def __init__(self, script: Script, seed: int, school_year: int) -> None:
        self.school_year = school_year
        self._script = script
        self._dice = Dice(seed, "people")
        self._people: dict[str, DemoPerson] = {}
        self._holders: dict[tuple[Role, str], list[str]] = {}
        self._taken = {key_of(f"{each.given_name} {each.family_name}") for each in script.personas}

    @property
    def people(self) -> tuple[DemoPerson, ...]:
        """Everybody so far."""
        return tuple(self._people.values())

    def holders(self, role: Role, at: str = "") -> tuple[str, ...]:
        """Return the keys of the people who hold this role there; `at` is empty for the partnership."""
        return tuple(self._holders.get((role, at), ()))

    def welcome(self, given_name: str, family_name: str) -> str:
        """Add a person without a role and return the key."""
        key = key_of(f"{given_name} {family_name}")
        email = f"{key_of(given_name)}.{key_of(family_name)}@{MAIL_DOMAIN}"
        self._people[key] = DemoPerson(key, given_name, family_name, email, "nl", ())
        return key

    def stranger(self) -> str:
        """Add a person with a name that nobody has yet and return the key."""
        while True:
            given_name = self._dice.pick(self._script.given_names)
            family_name = self._dice.pick(self._script.family_names)
            key = key_of(f"{given_name} {family_name}")
            if key not in self._taken:
                self._taken.add(key)
                return self.welcome(given_name, family_name)

    def give(self, person: str, role: DemoRole) -> None:
        """Give a person a role."""
        known = self._people[person]
        self._people[person] = replace(known, roles=(*known.roles, role))
        self._holders.setdefault((role.role, role.at), []).append(person)

    def since(self, person: str, role: Role, at: str, on: date) -> None:
        """Let a person hold a role from a day on, if it was later."""
        known = self._people[person]
        roles = tuple(
            replace(held, started_on=min(held.started_on, on)) if (held.role, held.at) == (role, at) else held
            for held in known.roles
        )
        self._people[person] = replace(known, roles=roles)

    def appoint(self, person: str, role: Role, place: Place, at: str = "") -> None:
        """Give a person a role that began in one of the last years."""
        began = self.school_year - self._dice.between(1, _YEARS_IN_OFFICE)
        self.give(person, DemoRole(role, place, at, date(began, 8, 1)))

    def staff(self, role: Role, place: Place, at: str = "", *, count: int = 1) -> None:
        """Make sure that `count` people hold this role there."""
        while len(self.holders(role, at)) < count:
            self.appoint(self.stranger(), role, place, at)


def add_personas(cast: Cast, script: Script, examples: dict[str, tuple[Place, str]]) -> tuple[Persona, ...]:
    """Add the personas to the cast; `examples` turns the words of the script into places.

    A persona with `works_at` is a school educator there besides. Starters get their role with their cohort.
    """
    personas = []
    for written in script.personas:
        person = cast.welcome(written.given_name, written.family_name)
        if written.role is not Role.STARTER:
            cast.appoint(person, written.role, *examples[written.at])
        if written.works_at:
            cast.appoint(person, Role.SCHOOL_EDUCATOR, *examples[written.works_at])
        personas.append(Persona(written.key, person, written.role, written.story, written.main))
    return tuple(personas)


def add_staff(cast: Cast, script: Script, schools: tuple[DemoSchool, ...]) -> None:
    """Fill every post that the personas left open."""
    boards = [school.board for school in schools]
    for school in schools:
        cast.staff(Role.SCHOOL_EDUCATOR, Place.SCHOOL, school.key)
        cast.staff(Role.SCHOOL_LEADER, Place.SCHOOL, school.key)
        if school.sector == "vo":
            cast.staff(Role.TEAM_LEADER, Place.SCHOOL, school.key)
    for board in dict.fromkeys(boards):
        cast.staff(Role.BOARD_EXECUTIVE, Place.BOARD, board)
        # Small boards share their personnel officer with others and have one council for all.
        if boards.count(board) >= 3:
            cast.staff(Role.HR_ADVISOR, Place.BOARD, board)
            cast.staff(Role.STAFF_COUNCIL_MEMBER, Place.BOARD, board)
    for institute in script.institutes:
        cast.staff(Role.INSTITUTE_EDUCATOR, Place.INSTITUTE, institute.key, count=2)
    for role, count in _PARTNERSHIP_STAFF.items():
        cast.staff(role, Place.PARTNERSHIP, count=count)


_PARTNERSHIP_STAFF = {
    Role.COORDINATOR: 1,
    Role.PROJECT_WORKER: 2,
    Role.ASSESSOR: 6,
    Role.POOL_COORDINATOR: 1,
    Role.PRIVACY_OFFICER: 1,
    Role.ADMINISTRATOR: 1,
}
