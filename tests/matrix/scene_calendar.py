"""Own days of schools in every position, and a holiday that the partnership knows better."""

from datetime import date

from startlijn.content.holidays import BreakName
from startlijn.domain.calendar import actions
from startlijn.engines.schoolyear import SchoolYear
from tests.conftest import AT
from tests.matrix.things import MARK, Half, Thing, stands


def add_calendar(half: Half) -> None:
    """Add both tables of the calendar."""
    by, day = half.world.operator, date(2026, 10, 30)
    with half.world.here():
        row = actions.keep_holiday(
            by=by,
            at=AT,
            region="noord",
            year=SchoolYear(2026),
            name=BreakName.AUTUMN,
            first=date(2026, 10, 17),
            last=date(2026, 10, 25),
            expected_version=0,
        )
        half.things.append(Thing(row, half.whole, stands(partnership=half.whole)))
        for name, school in half.schools.items():
            own = actions.add_own_days(
                by=by,
                at=AT,
                school_id=school.pk,
                first=day,
                last=day,
                name=f"{MARK} day of {name} {half.world.partnership.slug}",
                opened=False,
            )
            half.things.append(
                Thing(own, half.whole, stands(partnership=half.whole, school=school.pk), own.name)
            )
