"""One case for each action of learning groups."""

from collections.abc import Callable

from startlijn.domain.plg import actions
from startlijn.domain.plg.rules import default_agenda
from startlijn.domain.plg.terms import Card, Column, NoteKind
from tests.conftest import AT, World
from tests.domain.plg.conftest import Company

Act = Callable[[], object]


def _do(company: Company, verb: Callable[..., object], **given: object) -> Act:
    by = company.actor()

    def act() -> object:
        with company.world.here():
            return verb(by=by, at=AT, **given)

    return act


def _room(verb: Callable[..., object], **given: object) -> Callable[[World], Act]:
    def prepare(world: World) -> Act:
        company = Company(world)
        return _do(company, verb, room_id=company.room.pk, **given)

    return prepare


def _open(world: World) -> Act:
    company = Company(world)
    with company.world.here():
        company.room.delete()
    return _do(company, actions.open_room, series_id=company.series.pk)


def _form(world: World) -> Act:
    crowd = Company(world, 13)
    return _do(crowd, actions.form_teams, room_id=crowd.room.pk)


def _move_member(world: World) -> Act:
    crowd = Company(world, 13)
    _do(crowd, actions.form_teams, room_id=crowd.room.pk)()
    member = crowd.page().members[0]
    given = {"member_id": member.id, "team": 3 - member.team}
    return _do(crowd, actions.move_member, room_id=crowd.room.pk, **given)


def _card(verb: Callable[..., object], **given: object) -> Callable[[World], Act]:
    def prepare(world: World) -> Act:
        company = Company(world)
        return _do(company, verb, card_id=company.card().pk, **given)

    return prepare


def _remove_note(world: World) -> Act:
    company = Company(world)
    given = {"room_id": company.room.pk, "kind": NoteKind.DECISION, "text": "We begin"}
    note = company.do(actions.add_note, **given)
    return _do(company, actions.remove_note, note_id=note.pk)


CASES: dict[str, Callable[[World], Act]] = {
    "plg.add_card": _room(actions.add_card, card=Card("Write")),
    "plg.add_note": _room(actions.add_note, kind=NoteKind.ACTION, text="Ask"),
    "plg.change_card": _card(actions.change_card, expected_version=1, card=Card("Write it")),
    "plg.form_teams": _form,
    "plg.move_card": _card(actions.move_card, column=Column.DONE),
    "plg.move_member": _move_member,
    "plg.open_room": _open,
    "plg.remove_card": _card(actions.remove_card),
    "plg.remove_note": _remove_note,
    "plg.set_agenda": _room(actions.set_agenda, expected_version=1, agenda=default_agenda(120)),
}
