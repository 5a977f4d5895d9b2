"""One case for each action of the base floor: how to get ready, and what to do then."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Permission, Place, Role
from startlijn.base.accounts import actions as accounts
from startlijn.base.organisations import actions as organisations
from startlijn.base.organisations.models import RegistrySite
from startlijn.base.organisations.rules import registry_file
from startlijn.base.organisations.terms import OwnSchool
from startlijn.base.people import actions as people
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.post import actions as post
from startlijn.base.post.actions import running
from startlijn.base.post.actions.clock import start_due
from startlijn.base.privacy import actions as privacy
from tests.conftest import AT, START, World
from tests.engines.duo.files import SECOND, duo_file

Act = Callable[[], object]
BOSS = operator()


def _here(world: World, verb: Callable[..., object], **given: object) -> Act:
    def act() -> object:
        with world.here():
            return verb(**({"by": world.operator, "at": AT} | given))

    return act


def _staged(world: World):
    file = registry_file(name="vo.csv", content=duo_file({}, SECOND), locations=())
    return organisations.stage_import(by=BOSS, at=AT, file=file)


def _applied(world: World) -> None:
    organisations.apply_import(by=BOSS, at=AT, import_id=_staged(world).pk)


def _add_from_register(world: World) -> Act:
    _applied(world)
    site = RegistrySite.objects.order_by("pk").first()
    return _here(
        world,
        organisations.add_school_from_register,
        site_code=site.pk,
        sub_region_id=world.sub_region.pk,
        name="Lijncollege",
        started_on=START,
    )


def _stage_import(world: World) -> Act:
    return partial(_staged, world)


def _apply_import(world: World) -> Act:
    return partial(organisations.apply_import, by=BOSS, at=AT, import_id=_staged(world).pk)


def _discard_import(world: World) -> Act:
    return partial(organisations.discard_import, by=BOSS, at=AT, import_id=_staged(world).pk)


def _import_schools(world: World) -> Act:
    schools = [
        OwnSchool(2, "De Brug", "Bestuur De Lijn", "Den Bosch", "Vught", "po"),
        OwnSchool(3, "De Poort", "Bestuur De Poort", "Veghel", "Veghel", "vo"),
    ]
    return _here(world, organisations.import_schools, schools=schools, started_on=START)


def _create_school(world: World) -> Act:
    return _here(
        world,
        organisations.create_school,
        board_id=world.board.pk,
        sub_region_id=world.sub_region.pk,
        name="De Brug",
        sector="po",
        place="Vught",
        started_on=START,
    )


def _rename_school(world: World) -> Act:
    return _here(
        world,
        organisations.rename_school,
        school_id=world.school.pk,
        name="De Brug",
        expected_version=world.school.version,
    )


def _edit_school(world: World) -> Act:
    return _here(
        world,
        organisations.edit_school,
        school_id=world.school.pk,
        name="De Brug",
        place="Vught",
        latitude=51.6,
        longitude=5.2,
        expected_version=world.school.version,
    )


def _move_school(world: World) -> Act:
    with world.here():
        other = organisations.create_sub_region(by=world.operator, at=AT, name="Veghel")
    return _here(
        world,
        organisations.move_school,
        school_id=world.school.pk,
        sub_region_id=other.pk,
        from_on=date(2026, 8, 1),
    )


def _merge_school(world: World) -> Act:
    into = world.add_school("De Brug")
    return _here(
        world,
        organisations.merge_school,
        school_id=world.school.pk,
        into_id=into.pk,
        on=date(2026, 8, 1),
    )


def _give_role(world: World) -> Act:
    return _here(
        world,
        people.give_role,
        person_id=world.person().pk,
        role=Role.COACH,
        place=Place.SCHOOL,
        place_id=world.school.pk,
        started_on=START,
    )


def _end_role(world: World) -> Act:
    person = world.person(Role.COACH, "school", world.school.pk)
    with world.here():
        role = RoleAssignment.objects.get(person=person)
    return _here(world, people.end_role, assignment_id=role.pk, finished_on=date(2026, 8, 1))


def _change_own_details(world: World) -> Act:
    person = world.person(Role.COACH, "school", world.school.pk)
    by = actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)
    return _here(
        world,
        people.change_own_details,
        by=by,
        given_name="Noor",
        family_name="de Wit",
        language="en",
        expected_version=person.version,
    )


def _of_person(verb: Callable[..., object], **given: object) -> Callable[[World], Act]:
    def prepare(world: World) -> Act:
        person = world.person(Role.COACH, "school", world.school.pk)
        return _here(world, verb, person_id=person.pk, **given)

    return prepare


def _reopen_person(world: World) -> Act:
    person = world.person(Role.COACH, "school", world.school.pk)
    with world.here():
        people.close_account(by=world.operator, at=AT, person_id=person.pk)
    return _here(world, people.reopen_account, person_id=person.pk)


def _token(world: World):
    by = world.actor(Role.COACH, "school", world.school.pk)
    with world.here():
        made = people.create_token(
            by=by,
            at=AT,
            purpose="Timetable",
            permissions=[Permission.GROUPS_READ],
            expires_at=AT + timedelta(days=30),
        )
    return by, made


def _create_token(world: World) -> Act:
    by = world.actor(Role.COACH, "school", world.school.pk)
    return _here(
        world,
        people.create_token,
        by=by,
        purpose="Timetable",
        permissions=[Permission.GROUPS_READ],
        expires_at=AT + timedelta(days=30),
    )


def _revoke_token(world: World) -> Act:
    by, made = _token(world)
    return _here(world, people.revoke_token, by=by, token_id=made.id)


def _of_account(verb: Callable[..., object], **given: object) -> Callable[[World], Act]:
    def prepare(world: World) -> Act:
        return partial(verb, by=BOSS, at=AT, account_id=world.person().account.pk, **given)

    return prepare


def _reopen_account(world: World) -> Act:
    account = world.person().account
    accounts.close_account(by=BOSS, at=AT, account_id=account.pk)
    return partial(accounts.reopen_account, by=BOSS, at=AT, account_id=account.pk)


def _accept_invitation(world: World) -> Act:
    letters: list = []
    accounts.invite(by=BOSS, at=AT, account_id=world.person().account.pk, tell=letters.append)
    words = "zeven fietsen in de stalling"
    return partial(accounts.accept_invitation, by=BOSS, at=AT, token=letters[0].token, password=words)


def _end_sessions(world: World) -> Act:
    by = world.actor(Role.COACH, "school", world.school.pk)
    return partial(accounts.end_sessions, by=by, at=AT, account_id=by.account_id)


def _export_own_data(world: World) -> Act:
    return _here(world, privacy.export_own_data, by=world.actor(Role.COACH, "school", world.school.pk))


def _mail(world: World, at=AT):
    return post.send_mail(
        by=world.operator,
        at=at,
        to="noor@example.org",
        template="groups_published",
        language="nl",
        context={"link": "/x/"},
    )


def _send_mail(world: World) -> Act:
    return partial(_mail, world)


def _tell(world: World) -> Act:
    return partial(
        post.tell, by=world.operator, at=AT, person=world.person(), template="step_waits", link="/"
    )


def _job(world: World):
    return post.enqueue(by=world.operator, at=AT, kind="post.sweep", payload={})


def _enqueue(world: World) -> Act:
    return partial(_job, world)


def _cancel_job(world: World) -> Act:
    return _here(world, post.cancel_job, job_id=_job(world))


def _retry_job(world: World) -> Act:
    job = _job(world)
    with world.here():
        post.cancel_job(by=world.operator, at=AT, job_id=job)
    return _here(world, post.retry_job, job_id=job)


def _give_up(world: World) -> Act:
    _mail(world)
    return partial(running.give_up, running.claim(at=AT), at=AT, code="no_luck")


CASES: dict[str, Callable[[World], Act]] = {
    "organisations.create_partnership": lambda world: partial(
        organisations.create_partnership, by=BOSS, at=AT, name="Oost", slug="oost"
    ),
    "organisations.create_sub_region": lambda world: _here(
        world, organisations.create_sub_region, name="Veghel"
    ),
    "organisations.create_board": lambda world: _here(world, organisations.create_board, name="De Poort"),
    "organisations.create_institute": lambda world: _here(
        world, organisations.create_institute, name="Pabo", place="Tilburg"
    ),
    "organisations.create_school": _create_school,
    "organisations.add_school_from_register": _add_from_register,
    "organisations.rename_school": _rename_school,
    "organisations.edit_school": _edit_school,
    "organisations.move_school": _move_school,
    "organisations.merge_school": _merge_school,
    "organisations.import_schools": _import_schools,
    "organisations.stage_import": _stage_import,
    "organisations.apply_import": _apply_import,
    "organisations.discard_import": _discard_import,
    "people.add_person": lambda world: _here(
        world, people.add_person, given_name="Sam", family_name="Bos", email="sam@example.org"
    ),
    "people.give_role": _give_role,
    "people.end_role": _end_role,
    "people.change_own_details": _change_own_details,
    "people.invite_person": _of_person(people.invite_person, tell=lambda letter: None),
    "people.close_account": _of_person(people.close_account),
    "people.reopen_account": _reopen_person,
    "people.create_token": _create_token,
    "people.revoke_token": _revoke_token,
    "accounts.invite": _of_account(accounts.invite, tell=lambda letter: None),
    "accounts.accept_invitation": _accept_invitation,
    "accounts.close_account": _of_account(accounts.close_account),
    "accounts.reopen_account": _reopen_account,
    "accounts.end_sessions": _end_sessions,
    "accounts.note_change": _of_account(accounts.note_change, change="password", tell=lambda address: None),
    "privacy.export_own_data": _export_own_data,
    "post.send_mail": _send_mail,
    "post.tell": _tell,
    "post.enqueue": _enqueue,
    "post.cancel_job": _cancel_job,
    "post.retry_job": _retry_job,
    "post.give_up": _give_up,
    "post.start_due": lambda world: partial(start_due, by=BOSS, at=AT),
}
