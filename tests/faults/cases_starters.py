"""One case for each action on starters as persons: how to get ready, and what to do then."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from startlijn.base.access.terms import Place
from startlijn.base.people import actions as people
from startlijn.base.people.terms import RoleSpan
from startlijn.base.seams import fixed
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.actions import importing as actions_importing
from startlijn.domain.guidance.models import Employment, Move, Pause
from startlijn.domain.guidance.queries.preview import by_person, preview
from startlijn.domain.guidance.rules.people_file import PersonRow, people_rows
from startlijn.domain.guidance.terms import ContractType, StarterType
from tests.conftest import AT, World
from tests.domain.guidance.starters.conftest import FIRST, Office
from tests.domain.guidance.starters.test_changes import pairing
from tests.domain.guidance.starters.test_moves import ask, programme

Act = Callable[[], object]
DAY = date(2027, 2, 1)
SANNE = {
    "given_name": "Sanne",
    "family_name": "de Wit",
    "language": "nl",
    "sector": "po",
    "starter_type": StarterType.RETURNER,
    "started_on": FIRST,
}


def _do(office: Office, verb: Callable[..., object], by: object = None, **given: object) -> Act:
    def act() -> object:
        with office.world.here():
            return verb(by=by or office.educator, at=AT, **given)

    return act


def _at_the_office(prepare: Callable[[Office], Act]) -> Callable[[World], Act]:
    def ready(world: World) -> Act:
        with fixed(at=AT):
            office = Office(world)
            programme(office, office.school)
            return prepare(office)

    return ready


def _work_id(office: Office) -> object:
    with office.world.here():
        return Employment.objects.get().pk


def _register_starter(office: Office) -> Act:
    work = [office.work()]
    return _do(office, actions.register_starter, email="sanne@example.org", employments=work, **SANNE)


def _register_or_ask(office: Office) -> Act:
    office.register()
    work = [office.work(office.other_school)]
    return _do(
        office,
        actions.register_or_ask,
        by=office.other_educator,
        email="sanne@example.org",
        employments=work,
        **SANNE,
    )


def _change_starter(office: Office) -> Act:
    return _do(
        office,
        actions.change_starter,
        trajectory_id=office.register().pk,
        expected_version=1,
        starter_type=StarterType.SUBSTITUTE,
        subjects="Groep 3",
        days=["mon"],
    )


def _follow_programme(office: Office) -> Act:
    return _do(office, actions.follow_programme, trajectory_id=office.register().pk)


def _undo_registration(office: Office) -> Act:
    made = office.register()
    pairing(office, made)
    return _do(office, actions.undo_registration, trajectory_id=made.pk)


def _add_employment(office: Office) -> Act:
    made = office.register(by=office.pool)
    work = office.work(office.other_school)
    return _do(office, actions.add_employment, by=office.pool, trajectory_id=made.pk, employment=work)


def _change_employment(office: Office) -> Act:
    office.register()
    return _do(
        office,
        actions.change_employment,
        employment_id=_work_id(office),
        expected_version=1,
        from_on=DAY,
        contract_type=ContractType.PERMANENT,
        fte=Decimal("0.5"),
    )


def _end_employment(office: Office) -> Act:
    office.register()
    return _do(office, actions.end_employment, employment_id=_work_id(office), finished_on=DAY)


def _pause(office: Office) -> Act:
    return _do(office, actions.pause, trajectory_id=office.register().pk, started_on=DAY)


def _end_pause(office: Office) -> Act:
    made = office.register()
    office.do(actions.pause, trajectory_id=made.pk, started_on=FIRST)
    with office.world.here():
        stop = Pause.objects.get()
    return _do(office, actions.end_pause, pause_id=stop.pk, finished_on=DAY)


def _extend(office: Office) -> Act:
    return _do(office, actions.extend, trajectory_id=office.register().pk, days=30)


def _leave(office: Office) -> Act:
    made = office.register()
    pairing(office, made)
    return _do(office, actions.leave, trajectory_id=made.pk, finished_on=DAY)


def _stay(office: Office) -> Act:
    made = office.register()
    office.do(actions.leave, trajectory_id=made.pk, finished_on=DAY)
    return _do(office, actions.stay, trajectory_id=made.pk)


def _complete(office: Office) -> Act:
    return _do(office, actions.complete, trajectory_id=office.register().pk, finished_on=DAY)


def _correct_start(office: Office) -> Act:
    made = office.register()
    return _do(office, actions.correct_start, trajectory_id=made.pk, started_on=date(2026, 9, 1))


def _reopen(office: Office) -> Act:
    made = office.register()
    pairing(office, made)
    office.do(actions.complete, trajectory_id=made.pk, finished_on=date(2026, 10, 1))
    return _do(office, actions.reopen, trajectory_id=made.pk)


def _ask_to_move(office: Office) -> Act:
    office.register()
    return _do(
        office,
        actions.ask_to_move,
        by=office.other_educator,
        email="sanne@example.org",
        school_id=office.other_school.pk,
        starts_on=DAY,
    )


def _move_id(office: Office) -> tuple[object, object]:
    made = office.register()
    pairing(office, made)
    ask(office)
    with office.world.here():
        return office.as_starter(made), Move.objects.get().pk


def _agree_to_move(office: Office) -> Act:
    by, move_id = _move_id(office)
    return _do(office, actions.agree_to_move, by=by, move_id=move_id)


def _refuse_move(office: Office) -> Act:
    by, move_id = _move_id(office)
    return _do(office, actions.refuse_move, by=by, move_id=move_id)


def _claim_starter(office: Office) -> Act:
    made = office.register()
    office.do(actions.end_employment, employment_id=_work_id(office), finished_on=date(2026, 10, 1))
    return _do(office, actions.claim_starter, by=office.pool, trajectory_id=made.pk)


def _merge_school(office: Office) -> Act:
    office.register()
    by = office.world.actor("coordinator")
    into = office.other_school.pk
    return _do(office, actions.merge_school, by=by, school_id=office.school.pk, into_id=into, on=DAY)


def _import_people(office: Office) -> Act:
    text = "voornaam;e-mail;school;vanaf\nSanne;s@example.org;De Regenboog;2026-08-01\n"
    text += "Noor;n@example.org;De Regenboog;2026-08-01\nX;x@example.org;Nergens;2026-08-01\n"
    return _do(office, actions.import_people, by=office.hr, rows=people_rows(text.encode()))


def _rows() -> tuple[PersonRow, ...]:
    return people_rows(b"voornaam;e-mail;school;vanaf\nSanne;s@example.org;De Regenboog;2026-08-01\n")


def _bring_in_groups(office: Office) -> Act:
    with office.world.here():
        groups = by_person(preview(office.hr, _rows()))
    return _do(office, actions_importing.bring_in_groups, by=office.hr, groups=groups)


def _keep_import(office: Office) -> Act:
    return _do(office, actions.keep_import, by=office.hr, rows=_rows())


def _start_import(office: Office) -> Act:
    with office.world.here():
        kept = actions.keep_import(by=office.hr, at=AT, rows=_rows())
    return _do(office, actions.start_import, by=office.hr, file_id=kept, language="nl")


def _invite_starter(office: Office) -> Act:
    made = office.register()
    return _do(office, actions.invite_starter, trajectory_id=made.pk, tell=lambda invited: None)


def _invite_registered(office: Office) -> Act:
    made = office.register()
    return _do(office, people.invite_registered, person_id=made.person_id, tell=lambda invited: None)


def _register_person(office: Office) -> Act:
    given = {"given_name": "Sanne", "family_name": "de Wit", "email": "sanne@example.org"}
    return _do(office, people.register_person, **given)


def _keep_starter_roles(office: Office) -> Act:
    made = office.register()
    spans = [
        RoleSpan(Place.SCHOOL, office.school.pk, FIRST, DAY),
        RoleSpan(Place.BOARD, office.world.board.pk, DAY, None),
    ]
    return _do(office, people.keep_starter_roles, person_id=made.person_id, from_on=FIRST, spans=spans)


def _merge_people(office: Office) -> Act:
    made = office.register()
    keep = office.world.person()
    given = {"keep_id": keep.pk, "gone_id": made.person_id}
    return partial(_do(office, people.merge_people, by=office.world.operator, **given))


def _merge_people_with_lines(office: Office) -> Act:
    made = office.register()
    keep = office.world.person()
    given = {"keep_id": keep.pk, "gone_id": made.person_id}
    return _do(office, actions.merge_people, by=office.world.actor("coordinator"), **given)


_OF_PEOPLE = (_invite_registered, _register_person, _keep_starter_roles, _merge_people)
_OF_GUIDANCE = (
    _register_starter,
    _register_or_ask,
    _change_starter,
    _follow_programme,
    _undo_registration,
    _add_employment,
    _change_employment,
    _end_employment,
    _pause,
    _end_pause,
    _extend,
    _leave,
    _stay,
    _complete,
    _correct_start,
    _reopen,
    _ask_to_move,
    _agree_to_move,
    _refuse_move,
    _claim_starter,
    _merge_school,
    _import_people,
    _bring_in_groups,
    _keep_import,
    _start_import,
    _invite_starter,
)
CASES: dict[str, Callable[[World], Act]] = {
    f"{room}{prepare.__name__.replace('_', '.', 1)}": _at_the_office(prepare)
    for room, several in (("people", _OF_PEOPLE), ("guidance", _OF_GUIDANCE))
    for prepare in several
}
CASES["guidance.merge_people"] = _at_the_office(_merge_people_with_lines)
