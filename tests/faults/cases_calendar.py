"""One case for each action of the calendar."""

from collections.abc import Callable
from datetime import date

from startlijn.content.holidays import BreakName
from startlijn.domain.calendar import actions
from startlijn.engines.schoolyear import SchoolYear
from tests.conftest import AT, World
from tests.domain.calendar.files import as_bytes, government

Act = Callable[[], object]
_AUTUMN = {"region": "noord", "year": SchoolYear(2026), "name": BreakName.AUTUMN}
_DAYS = {"first": date(2026, 10, 17), "last": date(2026, 10, 25)}


def _do(world: World, verb: Callable[..., object], **given: object) -> Act:
    def act() -> object:
        with world.here():
            return verb(by=world.operator, at=AT, **given)

    return act


def _keep(world: World) -> Act:
    return _do(world, actions.keep_holiday, **_AUTUMN, **_DAYS, expected_version=0)


def _drop(world: World) -> Act:
    _keep(world)()
    return _do(world, actions.drop_holiday, **_AUTUMN)


def _add(world: World) -> Act:
    return _do(world, actions.add_own_days, school_id=world.school.pk, name="Carnival", opened=False, **_DAYS)


def _remove(world: World) -> Act:
    row = _add(world)()
    return _do(world, actions.remove_own_days, days_id=row.pk)  # type: ignore[attr-defined]


CASES: dict[str, Callable[[World], Act]] = {
    "calendar.import_holidays": lambda world: _do(
        world, actions.import_holidays, data=as_bytes(government())
    ),
    "calendar.keep_holiday": _keep,
    "calendar.drop_holiday": _drop,
    "calendar.add_own_days": _add,
    "calendar.remove_own_days": _remove,
}
