"""A partnership of a given size: of everything that a page lists there are about `size` rows.

Everybody who looks at pages sees many rows as well: the own school has many colleagues, rounds and groups,
the own board many schools. A page about a new table is only counted well when that table grows here.
"""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.test import Client

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission, Place, Role
from startlijn.base.organisations import actions as organisations
from startlijn.base.organisations.models import Board, RegistryBoard, RegistryImport, RegistrySite, School
from startlijn.base.people import actions as people
from startlijn.base.people.models import ApiToken, Person, RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.seams import now
from startlijn.domain.groups import actions as groups
from startlijn.domain.groups.actions.sign_ups import Answers
from startlijn.domain.groups.models import Group, Proposal, Round, RoundRule, SignUp
from startlijn.domain.groups.terms import Preference, RoundKind, RuleKind, Season
from startlijn.domain.instruments import actions as instruments
from tests.conftest import AT, START, World
from tests.content.instruments.samples import GOOD

# Who looks, and where the role is held.
ROLES = {
    "coordinator": "partnership",
    "project_worker": "sub_region",
    "board_executive": "board",
    "school_educator": "school",
    "privacy_officer": "partnership",
    "starter": "school",
}
ANSWERS = Answers(Preference.INTERVISION, contact_name="Sanne de Wit", contact_email="sanne@example.org")
LINE = {"code": "00AA00", "name": "De Boog", "before": "Tilburg", "after": "Breda"}
# Pages about a round whose groups were published; the others are about one that is open.
PUBLISHED = {"groups:published", "groups:undo", "groups:download", "api:get_publication"}


class Grown:
    """A partnership with `size` rows of everything (an even number), and six people with their browsers."""

    def __init__(self, slug: str, size: int) -> None:
        self.size, self.slug, self.world = size, slug, World(slug)
        self.by: dict[str, Any] = {"by": self.world.operator, "at": AT}
        world = self.world
        ids = {"sub_region": world.sub_region.pk, "board": world.board.pk, "school": world.school.pk}
        self.people = {role: world.person(role, kind, ids.get(kind)) for role, kind in ROLES.items()}
        self.tokens: dict[str, str] = {}
        with world.here():
            self._grow_register()
            self.schools = [self._add_places(number) for number in range(size)]
            self._grow_people()
            for role, person in self.people.items():
                self.tokens[role] = self._grow_ways_in(role, person)
            self._grow_rounds()
            self._grow_instruments()
        self.browsers = self._open_browsers()

    def _grow_instruments(self) -> None:
        for number in range(self.size):
            content = GOOD.replace("key: team-talk", f"key: team-talk-{number}").encode()
            instruments.import_instrument(**self.by, file="a.yaml", content=content)

    def _open_browsers(self) -> dict[str, Client]:
        handler = Client().handler  # one for all: starting the middleware takes a third of a second
        browsers = {role: self.world.browser(person) for role, person in self.people.items()}
        for browser in browsers.values():
            browser.handler = handler
        return browsers

    def _grow_register(self) -> None:
        mark = self.slug[0].upper()
        difference = {"new": [LINE] * self.size, "moved": [LINE] * self.size}
        for number in range(self.size):
            board = RegistryBoard.objects.create(number=f"{mark}{number}", name=f"Board {number}")
            RegistrySite.objects.create(
                site_code=f"{mark}{number:03}00",
                brin=f"{mark}{number:03}",
                board=board,
                sector="vo",
                name=f"Register {number}",
                search=f"register {number}",
                imported_at=AT,
            )
            RegistryImport.objects.create(
                kind="vo-sites", file_name="a.csv", sha256="0" * 64, staged_at=AT, difference=difference
            )

    def _add_places(self, number: int) -> School:
        """Add a sub-region, a board with a school there, and one more school of the own board."""
        world = self.world
        region = organisations.create_sub_region(**self.by, name=f"Region {number}")
        world.add_school(f"Far {number}", board=world.add_board(f"Board {number}"), sub_region=region)
        return world.add_school(f"Near {number}", latitude=51.5 + number / 100)

    def _grow_people(self) -> None:
        """Give the own school many colleagues, and everybody who looks many roles."""
        for school in self.schools:
            self.world.person("coach", "school", self.world.school.pk, name=f"Coach of {school}")
            for person in self.people.values():
                people.give_role(
                    **self.by,
                    person_id=person.pk,
                    role=Role.COACH,
                    place=Place.SCHOOL,
                    place_id=school.pk,
                    started_on=START,
                )

    def _grow_ways_in(self, role: str, person: Person) -> str:
        """Give somebody many tokens and open browsers; return a token that may all its owner may."""
        actor = actor_of_person(person.pk, partnership_id=self.world.partnership.pk, at=AT)
        scopes = [permission for permission in Permission if may(actor, permission)]
        at = now()
        ends = at + timedelta(days=30)
        for number in range(self.size):
            made = people.create_token(
                by=actor, at=at, purpose=f"Timetable {number}", permissions=scopes, expires_at=ends
            )
            key = f"{self.slug}-{role}-{number}"
            Session.objects.create(session_key=key, session_data="", expire_date=ends)
            UserSession.objects.create(
                user=person.account, ip="127.0.0.1", session_key=key, user_agent="Firefox"
            )
        return made.text

    def _round(self, name: str, schools: list[School]) -> Round:
        """Add an open round in which schools signed up."""
        made = groups.create_round(
            **self.by,
            name=name,
            kind=RoundKind.INTERVISION,
            school_year=2026,
            season=Season.SPRING,
            sub_region_id=self.world.sub_region.pk,
            smallest=2,
            largest=2,
        )
        groups.open_round(**self.by, round_id=made.pk)
        for school in schools:
            groups.sign_up(**self.by, round_id=made.pk, school_id=school.pk, answers=ANSWERS)
        return made

    def _propose(self, made: Round, schools: list[School]) -> Proposal:
        pairs = zip(schools[::2], schools[1::2], strict=True)
        entered = [[first.pk, second.pk] for first, second in pairs]
        return groups.enter_groups(**self.by, round_id=made.pk, groups=entered)

    def _publish(self, name: str, schools: list[School]) -> Round:
        made = self._round(name, schools)
        proposal = self._propose(made, schools)
        groups.publish(**self.by, proposal_id=proposal.pk, accept_broken=True)
        return made

    def _grow_rounds(self) -> None:
        """Add many rounds of the own school, and an open and a published round of many schools."""
        own, others = self.world.school, self.schools[: self.size - 1]
        for school in self.schools:
            self._publish(f"Round of {school}", [own, school])
        self.told = self._publish("Told", [own, *others])
        self.open = self._round("Open", [own, *others])
        for other in others:
            groups.add_rule(
                **self.by, round_id=self.open.pk, kind=RuleKind.APART, school_id=own.pk, other_id=other.pk
            )
        self.drafts = [self._propose(self.open, [own, *others]) for _ in self.schools]

    def row(self, model: type[Model], address: str) -> Model:
        """Return the row that a page of this address is about: the one with many rows below it.

        Raises `KeyError` for a table that does not grow here.
        """
        own, somebody = self.world.school, self.people["coordinator"]
        given: dict[type[Model], Model] = {
            Round: self.told if address in PUBLISHED else self.open,
            Proposal: self.drafts[-1],
            School: own,
            Board: self.world.board,
            Person: somebody,
        }
        if model in given:
            return given[model]
        about: dict[type[Model], dict[str, object]] = {
            SignUp: {"round": self.open, "school": own},
            RoundRule: {"round": self.open},
            Group: {"publication__round": self.told, "members__school": own},
            RoleAssignment: {"person": somebody},
            ApiToken: {"person": somebody},
            RegistrySite: {},
            RegistryImport: {},
        }
        with self.world.here():
            return model._default_manager.filter(**about[model]).order_by("-pk")[0]
