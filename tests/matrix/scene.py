"""Two partnerships in which somebody holds every role, with names that may never be seen by a stranger.

The second partnership is a mirror of the first. Every name that counts starts with `MARK`, so that one search
for it would find them all.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import models
from django.test import Client

from startlijn.base.access.terms import ROLES, Permission, Place, Role
from startlijn.base.organisations import actions as organisations
from startlijn.base.organisations.models import RegistryBoard, RegistryImport, RegistrySite, School, SubRegion
from startlijn.base.people import actions as people
from startlijn.base.people.models import ApiToken, Person, RoleAssignment
from startlijn.base.seams import now
from startlijn.base.tenancy import within
from startlijn.domain.groups import actions as groups
from startlijn.domain.groups.actions.sign_ups import Answers
from startlijn.domain.groups.models import Group, GroupMember, Round
from startlijn.domain.groups.terms import Preference, RoundKind, RuleKind, Season
from tests.conftest import AT, START, World
from tests.matrix.scene_assessment import add_assessments
from tests.matrix.scene_calendar import add_calendar
from tests.matrix.scene_courses import add_courses
from tests.matrix.scene_dossier import add_dossiers
from tests.matrix.scene_guidance import add_guidance
from tests.matrix.scene_induction import add_induction
from tests.matrix.scene_instruments import add_instruments
from tests.matrix.scene_intervision import add_intervision
from tests.matrix.scene_knowledge import add_knowledge
from tests.matrix.scene_meetings import add_meetings
from tests.matrix.scene_networks import add_networks
from tests.matrix.scene_observations import add_observations
from tests.matrix.scene_plg import add_plg
from tests.matrix.scene_privacy import add_privacy
from tests.matrix.scene_review import add_reviews
from tests.matrix.scene_walls import add_walls
from tests.matrix.things import MARK, Half, Persona, Stands, Thing, Way, stands

GUIDES = {Role.COORDINATOR, Role.PROJECT_WORKER}


class Scene:
    """Both partnerships, everybody in them, and a browser for each."""

    def __init__(self) -> None:
        self.here, self.there = _half("zuid"), _half("noord")
        self.personas = [*self.here.personas, *self.there.personas]
        self.things = [*self.here.things, *self.there.things]
        self.told = self.here.told | self.there.told
        _add_register(self)
        # One handler for all: starting the middleware takes a third of a second.
        handler = Client().handler
        self._browsers: dict[UUID | None, Client] = {}
        for persona in (*self.personas, None):
            person = persona.person if persona else None
            browser = self._browsers[person and person.pk] = self.here.world.browser(person)
            browser.handler = handler
        self._tokens = {persona.person.pk: _token_of(persona) for persona in self.personas}

    def things_of(self, model: type[models.Model]) -> list[Thing]:
        return [thing for thing in self.things if thing.model is model]

    def browser(self, persona: Persona | None) -> Client:
        """Return the browser of somebody; of a passer-by when None."""
        return self._browsers[persona and persona.person.pk]

    def token(self, persona: Persona | None) -> str:
        """Return a key for the API that may all its owner may; an empty one for a passer-by."""
        return self._tokens[persona.person.pk] if persona else ""


def _token_of(persona: Persona) -> str:
    with within(persona.partnership_id):
        made = people.create_token(
            by=persona.actor,
            at=now(),
            purpose="the matrix",
            permissions=ROLES[persona.role].at(persona.place),
            expires_at=now() + timedelta(days=30),
        )
    return made.text


def _half(slug: str) -> Half:
    world = World(slug)
    half = Half(world)
    _add_organisations(half, slug)
    for role, definition in ROLES.items():
        for place in Place:
            if place in definition.places:
                half.personas.append(_add_persona(half, role, place))
    _add_persona(half, Role.INSTITUTE_EDUCATOR, Place.INSTITUTE)
    _add_somebody_at_two_boards(half)
    _add_token(half)
    _add_groups(half, "own", "sister")
    _add_groups(half, "strange", "twin")
    _add_open_round(half)
    for name, school in (
        ("two", "own"),
        ("sister", "sister"),
        ("away", "strange"),
        ("coming", "twin"),
        ("quiet", "own"),
    ):
        _add_other_starter(half, name, school)
    add_induction(half)
    add_guidance(half)
    add_reviews(half)
    add_privacy(half)
    add_dossiers(half)
    add_observations(half)
    add_instruments(half)
    add_assessments(half)
    add_walls(half)
    add_intervision(half)
    add_plg(half)
    add_meetings(half)
    add_courses(half)
    add_knowledge(half)
    add_calendar(half)
    add_networks(half)
    return half


def _add_other_starter(half: Half, name: str, school: str) -> None:
    """Add a starter who is no persona, with the role at a school."""
    person = half.world.person(name=f"{MARK} {name} starter {half.world.partnership.slug}")
    assignment = _add_role(half, person, Role.STARTER, Place.SCHOOL, half.schools[school].pk)
    half.things.append(Thing(person, half.whole, _reach_of_role(half, assignment), str(person), person.pk))
    half.people[name] = person


def _add_organisations(half: Half, slug: str) -> None:
    world, whole = half.world, half.world.partnership.pk
    by = world.operator
    with world.here():
        near, far = (
            organisations.create_sub_region(by=by, at=AT, name=f"{MARK} {where} {slug}")
            for where in ("near", "far")
        )
        own = organisations.create_board(by=by, at=AT, name=f"{MARK} own board {slug}")
        other = organisations.create_board(by=by, at=AT, name=f"{MARK} other board {slug}")
        institute = organisations.create_institute(
            by=by, at=AT, name=f"{MARK} pabo {slug}", place="Den Bosch"
        )
    schools = {
        name: world.add_school(f"{MARK} {name} school {slug}", board=board, sub_region=region)
        for name, board, region in (
            ("own", own, near),
            ("sister", own, near),
            ("strange", other, far),
            ("twin", other, far),
        )
    }
    half.schools = schools
    half.places = {
        Place.PARTNERSHIP: whole,
        Place.SUB_REGION: near.pk,
        Place.BOARD: own.pk,
        Place.SCHOOL: schools["own"].pk,
        Place.INSTITUTE: institute.pk,
    }
    half.regions = {"own": near, "sister": near, "strange": far, "twin": far}
    for region in (near, far):
        inside = [school for name, school in schools.items() if half.regions[name] is region]
        shown = frozenset(pk for school in inside for pk in (school.pk, school.board_id))
        reached = stands(partnership=whole, sub_region=region.pk)
        half.things.append(Thing(region, whole, reached, region.name, shown_at=shown))
    for board in (own, other):
        run = tuple(school.pk for school in schools.values() if school.board_id == board.pk)
        reached = stands(partnership=whole, board=board.pk, school=run)
        shown = frozenset({near.pk, far.pk})
        half.things.append(Thing(board, whole, reached, board.name, shown_at=shown))
    for name, school in schools.items():
        where = half.regions[name].pk
        reached = stands(partnership=whole, sub_region=where, board=school.board_id, school=school.pk)
        # In one group with the own school: its people read the name there.
        shown = frozenset({schools["own"].pk}) if name == "sister" else frozenset()
        half.things.append(Thing(school, whole, reached, school.name, shown_at=shown))
    half.things.append(
        Thing(institute, whole, stands(partnership=whole, institute=institute.pk), institute.name)
    )
    half.things.append(Thing(world.partnership, whole, stands(partnership=whole)))


def _reach_of_role(half: Half, assignment: RoleAssignment) -> Stands:
    """Return where a role stands: at its school also in the board and the sub-region of that school."""
    reached = stands(partnership=half.world.partnership.pk)
    if assignment.school_id:
        school = next(thing for thing in half.things if thing.row.pk == assignment.school_id)
        reached |= {place: ids for place, ids in school.stands.items() if place is not Place.PARTNERSHIP}
    if assignment.institute_id:
        reached |= stands(institute=assignment.institute_id)
    return reached


def _add_role(half: Half, person: Person, role: Role, place: Place, place_id: UUID) -> RoleAssignment:
    world = half.world
    with world.here():
        assignment = people.give_role(
            by=world.operator,
            at=AT,
            person_id=person.pk,
            role=role,
            place=place,
            place_id=place_id,
            started_on=START,
        )
    half.things.append(
        Thing(assignment, world.partnership.pk, _reach_of_role(half, assignment), person_id=person.pk)
    )
    return assignment


def _add_persona(half: Half, role: Role, place: Place) -> Persona:
    person = half.world.person(name=f"{MARK} {half.world.partnership.slug} {role} {place}")
    assignment = _add_role(half, person, role, place, half.places[place])
    reached = _reach_of_role(half, assignment)
    # Who runs a round may ask these to guide a group.
    shown = frozenset({half.places[Place.SUB_REGION]} if role in GUIDES else ())
    half.things.append(Thing(person, half.world.partnership.pk, reached, str(person), person.pk, shown))
    return Persona(person, role, place, half.places[place], half.world.partnership.pk)


def _add_somebody_at_two_boards(half: Half) -> None:
    """Add a coach at the own and at the strange school: each school may know one half of it."""
    slug = half.world.partnership.slug
    person = half.world.person(name=f"{MARK} both {slug}")
    strange = next(t for t in half.things if t.name == f"{MARK} strange school {slug}")
    reached: dict[Place, frozenset[UUID]] = {}
    for school_id in (half.places[Place.SCHOOL], strange.row.pk):
        assignment = _add_role(half, person, Role.COACH, Place.SCHOOL, school_id)
        for place, ids in _reach_of_role(half, assignment).items():
            reached[place] = reached.get(place, frozenset()) | ids
    half.things.append(Thing(person, half.world.partnership.pk, reached, str(person), person.pk))
    half.people["both"] = person


def _create_round(half: Half, name: str, region: SubRegion) -> Round:
    return groups.create_round(
        by=half.world.operator,
        at=AT,
        name=f"{MARK} {name} {half.world.partnership.slug}",
        kind=RoundKind.INTERVISION,
        school_year=2026,
        season=Season.SPRING,
        sub_region_id=region.pk,
        smallest=2,
        largest=2,
    )


def _answers(school: School) -> Answers:
    name = f"{MARK} contact of {school.name}"
    return Answers(Preference.INTERVISION, contact_name=name, contact_email="contact@example.org")


def _add_groups(half: Half, first: str, second: str) -> None:
    """Add a round of two schools with everything in it, up to a published group."""
    whole, region = half.world.partnership.pk, half.regions[first]
    schools = [half.schools[first], half.schools[second]]
    by = {"by": half.world.operator, "at": AT}
    with half.world.here():
        made = _create_round(half, f"{first} round", region)
        groups.open_round(**by, round_id=made.pk)
        rule = groups.add_rule(
            **by, round_id=made.pk, kind=RuleKind.TOGETHER, school_id=schools[0].pk, other_id=schools[1].pk
        )
        signed = [
            groups.sign_up(
                **by,
                round_id=made.pk,
                school_id=school.pk,
                answers=_answers(school),
            )
            for school in schools
        ]
        proposal = groups.enter_groups(**by, round_id=made.pk, groups=[[school.pk for school in schools]])
        publication = groups.publish(**by, proposal_id=proposal.pk)
        group = Group.objects.get(publication=publication)
        members = list(GroupMember.objects.filter(group=group))
    around = stands(partnership=whole, sub_region=region.pk)
    everyone = around | stands(board=schools[0].board_id, school=tuple(school.pk for school in schools))
    half.things += [Thing(made, whole, everyone, made.name), Thing(group, whole, everyone)]
    half.things += [Thing(row, whole, around) for row in (rule, proposal, publication)]
    together = frozenset(school.pk for school in schools)
    for row in (*signed, *members):
        reached = around | stands(board=schools[0].board_id, school=row.school_id)
        name = getattr(row, "contact_name", "")
        half.things.append(Thing(row, whole, reached, name, shown_at=together))


def _add_open_round(half: Half) -> None:
    """Add a round of the near region that schools can still join: they know it before they are in it."""
    whole, region = half.world.partnership.pk, half.regions["own"]
    with half.world.here():
        made = _create_round(half, "open round", region)
        groups.open_round(by=half.world.operator, at=AT, round_id=made.pk)
    inside = tuple(school.pk for name, school in half.schools.items() if half.regions[name] is region)
    reached = stands(partnership=whole, sub_region=region.pk)
    joinable = Way(reached | stands(school=inside))
    pages = {each: ((each, joinable),) for each in Permission}
    half.things.append(Thing(made, whole, reached, made.name, pages=pages))


def _add_register(scene: Scene) -> None:
    """Add a site of the open register and a file that waits for approval: the same for all partnerships."""
    board = RegistryBoard.objects.create(number="41000", name="Register board")
    site = RegistrySite.objects.create(
        site_code="00AA00", brin="00AA", board=board, sector="vo", name="Register site", imported_at=AT
    )
    waiting = RegistryImport.objects.create(kind="vo-sites", file_name="a.csv", sha256="0" * 64, staged_at=AT)
    nobody = scene.here.world.partnership.pk
    scene.things += [Thing(row, nobody, {}, shared=True) for row in (site, waiting)]


def _add_token(half: Half) -> None:
    """Add a key for another program, of the coordinator."""
    owner = next(persona for persona in half.personas if persona.role is Role.COORDINATOR)
    with half.world.here():
        people.create_token(
            by=owner.actor,
            at=AT,
            purpose=f"{MARK} key {half.world.partnership.slug}",
            permissions=[Permission.PEOPLE_READ],
            expires_at=AT + timedelta(days=30),
        )
        token = ApiToken.objects.get(person=owner.person)
    half.things.append(Thing(token, owner.partnership_id, {}, token.purpose, owner.person.pk))


def names_kept_from(scene: Scene, persona: Persona | None, seen: "Iterator[Thing]") -> set[str]:
    """Return the names that must not be on any page of this persona: of all things but those in `seen`."""
    known = {thing.row.pk for thing in seen}
    known |= scene.told.get(persona.person.pk, set()) if persona else set()
    own = {persona.place_id} if persona else set()
    open_names = {thing.name for thing in scene.things if thing.row.pk in known or thing.shown_at & own}
    # A row may carry the name of somebody else: who sees a line knows whose it is.
    return {thing.name for thing in scene.things if thing.name} - open_names
