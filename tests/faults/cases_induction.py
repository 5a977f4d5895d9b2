"""One case for each action of programmes."""

from collections.abc import Callable
from decimal import Decimal

from startlijn.domain.induction import actions
from startlijn.domain.induction.queries import elements_of
from startlijn.domain.induction.queries.in_force import elements_for_rules
from startlijn.domain.induction.rules.importing import fingerprint
from startlijn.domain.induction.rules.tables import FileElement
from startlijn.domain.induction.terms import Clock, StarterType
from tests.conftest import AT, World
from tests.domain.induction.conftest import DAY, Office, new

Act = Callable[[], object]


def _do(office: Office, verb: Callable[..., object], **given: object) -> Act:
    def act() -> object:
        with office.world.here():
            return verb(**({"by": office.educator, "at": AT} | given))

    return act


def _in_office(prepare: Callable[[Office], Act]) -> Callable[[World], Act]:
    return lambda world: prepare(Office(world))


def _draft(office: Office):
    """A draft with two elements."""
    version = office.start()
    office.add(version, new("A"), new("B"))
    return version


def _asked(office: Office):
    version = _draft(office)
    office.do(actions.send_for_consultation, version_id=version.pk, on=DAY)
    return version


def _element(office: Office):
    version = _draft(office)
    with office.world.here():
        return elements_of(version.pk)[0]


def _start(office: Office) -> Act:
    template = office.template("Ours", new("A"), new("B"))
    return _do(
        office,
        actions.start_programme,
        school_id=office.world.school.pk,
        sector="po",
        title="Ours",
        template=template.pk,
    )


def _edit_programme(office: Office) -> Act:
    given = {"programme_id": office.start().programme_id, "title": "Other", "clock": Clock.FTE}
    return _do(office, actions.edit_programme, expected_version=1, **given)


def _new_version(office: Office) -> Act:
    version = _draft(office)
    office.publish(version)
    return _do(office, actions.new_version, programme_id=version.programme_id, changes="More")


def _edit_version(office: Office) -> Act:
    texts = {"introduction_nl": "Welkom", "introduction_en": "", "changes": "", "hours_available": 12}
    return _do(office, actions.edit_version, version_id=office.start().pk, expected_version=1, **texts)


def _set_hours(office: Office) -> Act:
    version = _draft(office)
    with office.world.here():
        rows = elements_of(version.pk)
    hours = {row.pk: actions.Hours(Decimal(1), Decimal(2), 1) for row in rows}
    return _do(office, actions.set_hours, version_id=version.pk, hours=hours)


def _replace_elements(office: Office) -> Act:
    version = _draft(office)
    with office.world.here():
        expected = fingerprint(elements_for_rules(version.pk))
    file = (FileElement(2, None, new("A", year=2)), FileElement(3, None, new("C")))
    return _do(office, actions.replace_elements, version_id=version.pk, expected=expected, elements=file)


def _import_programme(office: Office) -> Act:
    office.publish(_draft(office))
    return _do(
        office,
        actions.import_programme,
        school_id=office.world.school.pk,
        title="Ours",
        changes="From a file",
        elements=(FileElement(2, None, new("A", times=2)), FileElement(3, None, new("C"))),
    )


def _put_in_force(office: Office) -> Act:
    version = _draft(office)
    office.publish(version, 2025)
    newer = office.do(actions.new_version, programme_id=version.programme_id)
    office.do(actions.send_for_consultation, version_id=newer.pk, on=DAY)
    return _do(office, actions.put_in_force, version_id=newer.pk, from_year=2026)


def _retire(office: Office) -> Act:
    version = _draft(office)
    office.publish(version)
    return _do(office, actions.retire_version, version_id=version.pk)


def _save_policy(office: Office) -> Act:
    board = office.world.board
    by = office.world.actor("board_executive", "board", board.pk)
    before = actions.Decided(intensities={(StarterType.RETURNER, 1): (1, 1)})
    office.do(actions.save_policy, by, board_id=board.pk, expected_version=0, decided=before)
    after = actions.Decided(approach="Together", intensities={(StarterType.SUBSTITUTE, 1): (4, 2)})
    return _do(office, actions.save_policy, by=by, board_id=board.pk, expected_version=1, decided=after)


CASES: dict[str, Callable[[World], Act]] = {
    f"induction.{name}": _in_office(prepare)
    for name, prepare in {
        "start_programme": _start,
        "edit_programme": _edit_programme,
        "new_version": _new_version,
        "edit_version": _edit_version,
        "add_element": lambda o: _do(o, actions.add_element, version_id=_draft(o).pk, element=new("C")),
        "change_element": lambda o: _do(
            o, actions.change_element, element_id=_element(o).pk, expected_version=1, element=new("C", year=2)
        ),
        "duplicate_element": lambda o: _do(o, actions.duplicate_element, element_id=_element(o).pk),
        "move_element": lambda o: _do(
            o, actions.move_element, element_id=_element(o).pk, expected_version=1, year=3
        ),
        "reorder_element": lambda o: _do(o, actions.reorder_element, element_id=_element(o).pk, steps=1),
        "remove_element": lambda o: _do(
            o, actions.remove_element, element_id=_element(o).pk, expected_version=1
        ),
        "set_hours": _set_hours,
        "replace_elements": _replace_elements,
        "import_programme": _import_programme,
        "send_for_consultation": lambda o: _do(
            o, actions.send_for_consultation, version_id=_draft(o).pk, on=DAY
        ),
        "take_back": lambda o: _do(o, actions.take_back, version_id=_asked(o).pk),
        "note_consent": lambda o: _do(o, actions.note_consent, version_id=_asked(o).pk, on=DAY),
        "put_in_force": _put_in_force,
        "retire_version": _retire,
        "discard_draft": lambda o: _do(o, actions.discard_draft, version_id=_draft(o).pk),
        "save_policy": _save_policy,
    }.items()
}
