"""How a file of starters stands beside what is there: new, added, changed, the same, or not possible."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.organisations.models import School
from startlijn.base.organisations.terms import Sector
from startlijn.domain.guidance.models import Employment, Trajectory
from startlijn.domain.guidance.queries.places import PlaceToRegister, places_to_register
from startlijn.domain.guidance.rules.people_file import PersonRow
from startlijn.domain.guidance.rules.standing import period
from startlijn.domain.guidance.terms import ContractType, NewEmployment
from startlijn.engines.periods import first_overlap


class Deed(StrEnum):
    """What bringing in a row does."""

    REGISTER = "register"
    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    REFUSE = "refuse"


class Reason(StrEnum):
    """Why a row is left out."""

    PLACE_UNKNOWN = "place_unknown"
    PLACE_TWICE = "place_twice"
    SECTOR_NEEDED = "sector_needed"
    OVERLAPS = "overlaps"
    REFUSED = "refused"


REASONS = {
    Reason.PLACE_UNKNOWN: _("There is no school or board “%(place)s” for which you may register starters."),
    Reason.PLACE_TWICE: _("There are two schools “%(place)s”. Use the site code."),
    Reason.SECTOR_NEEDED: _("Without a school the sector has to be filled in."),
    Reason.OVERLAPS: _("From %(from)s there already is an appointment at this place."),
    Reason.REFUSED: "%(why)s",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with what it does. `trajectory_id` and `employment_id` are those it changes."""

    row: PersonRow
    deed: Deed
    place: PlaceToRegister | None = None
    sector: str = ""
    trajectory_id: UUID | None = None
    employment_id: UUID | None = None
    reason: Reason | None = None
    figures: tuple[tuple[str, object], ...] = ()

    @property
    def why(self) -> str:
        """Why the row is left out, in the active language; empty when it is not."""
        return "" if self.reason is None else str(REASONS[self.reason]) % dict(self.figures)

    def employment(self) -> NewEmployment:
        """Return the appointment that the row tells of."""
        row = self.row
        return NewEmployment(
            started_on=row.started_on,
            contract_type=row.contract_type,
            fte=row.fte,
            school_id=self.place.school_id if self.place else None,
            board_id=self.place.board_id if self.place else None,
            finished_on=row.finished_on,
            fte_agreed=row.fte_agreed,
            lesson_hours=row.lesson_hours,
            salary_scale=row.salary_scale,
            salary_step=row.salary_step,
        )


def preview(actor: Actor, rows: Sequence[PersonRow]) -> tuple[Planned, ...]:
    """Return what each row of a file would do, in the order of the file. Four queries, whatever the file.

    Starters whom the actor does not see count as new: what the file does to them shows nothing of them.
    """
    places = _Places(actor)
    known = _lines(actor, rows)
    return tuple(_plan(row, places, known.get(row.email, ())) for row in rows)


class _Places:
    """The places of an actor, by name and by site code."""

    def __init__(self, actor: Actor) -> None:
        self.schools: dict[str, list[PlaceToRegister]] = defaultdict(list)
        self.boards: dict[str, PlaceToRegister] = {}
        by_id = {}
        for place in places_to_register(actor):
            if place.school_id is not None:
                self.schools[place.name.casefold()].append(place)
                by_id[place.school_id] = place
            elif place.board_id is not None:
                self.boards[place.name.casefold()] = place
        codes = School.objects.filter(pk__in=by_id).exclude(registry_site=None)
        self.codes = {
            str(code): by_id[pk] for pk, code in codes.values_list("pk", "registry_site_id") if code
        }

    def of(self, row: PersonRow) -> list[PlaceToRegister]:
        """Return the places that the row may mean: one is right."""
        if row.site_code:
            found = self.codes.get(row.site_code)
            return [found] if found else []
        if row.school:
            return self.schools.get(row.school.casefold(), [])
        board = self.boards.get(row.board.casefold())
        return [board] if board else []


def _lines(actor: Actor, rows: Sequence[PersonRow]) -> dict[str, tuple[Trajectory, ...]]:
    """Return the lines that the actor sees and that go on, by e-mail address."""
    found: dict[str, list[Trajectory]] = defaultdict(list)
    emails = {row.email for row in rows}
    lines = (
        visible(actor, Permission.LINE_REGISTER, Trajectory)
        .filter(finished_on=None, person__account__email__in=emails)
        .select_related("person__account")
        .prefetch_related("employments")
    )
    for line in lines:
        assert line.person.account is not None
        found[line.person.account.email].append(line)
    return {email: tuple(several) for email, several in found.items()}


def _plan(row: PersonRow, places: _Places, lines: tuple[Trajectory, ...]) -> Planned:
    meant = places.of(row)
    if len(meant) != 1:
        reason = Reason.PLACE_TWICE if meant else Reason.PLACE_UNKNOWN
        return Planned(row, Deed.REFUSE, reason=reason, figures=(("place", row.place),))
    place = meant[0]
    sector = place.sector or row.sector
    if sector not in Sector.values:
        return Planned(row, Deed.REFUSE, place, reason=Reason.SECTOR_NEEDED)
    if not lines:
        return Planned(row, Deed.REGISTER, place, sector)
    return _beside(row, place, sector, lines[0])


def _beside(row: PersonRow, place: PlaceToRegister, sector: str, line: Trajectory) -> Planned:
    there = [
        work
        for work in line.employments.all()
        if work.school_id == place.school_id
        and (place.school_id is not None or work.board_id == place.board_id)
    ]
    same = next((work for work in there if work.started_on == row.started_on), None)
    if same is None:
        wanted = period(row.started_on, row.finished_on)
        taken = first_overlap([period(work.started_on, work.finished_on) for work in there], wanted)
        running = next((work for work in there if taken and work.started_on == taken.start), None)
        if running is not None and running.started_on < row.started_on:
            return Planned(row, Deed.CHANGE, place, sector, line.pk, running.pk)
        if taken is not None:
            figures = (("from", taken.start),)
            return Planned(row, Deed.REFUSE, place, sector, reason=Reason.OVERLAPS, figures=figures)
        return Planned(row, Deed.ADD, place, sector, line.pk)
    deed = Deed.CHANGE if _says_else(row, same) else Deed.SAME
    return Planned(row, deed, place, sector, line.pk, same.pk)


def _says_else(row: PersonRow, work: Employment) -> bool:
    """Tell whether the file says anything else of an appointment; what it leaves empty says nothing."""
    ends_else = row.finished_on is not None and row.finished_on != work.finished_on
    said: dict[str, object] = {"contract_type": row.contract_type, "fte": row.fte}
    optional = {
        "fte_agreed": row.fte_agreed,
        "lesson_hours": row.lesson_hours,
        "salary_scale": row.salary_scale or None,
        "salary_step": row.salary_step,
    }
    said |= {name: value for name, value in optional.items() if value is not None}
    if work.contract_type == ContractType.NONE:
        del said["contract_type"]
    return ends_else or any(getattr(work, name) != value for name, value in said.items())


def by_person(planned: Sequence[Planned]) -> list[list[Planned]]:
    """Return the rows that belong together: new rows of one person are one registration."""
    groups: list[list[Planned]] = []
    new: dict[str, list[Planned]] = {}
    for each in planned:
        if each.deed != Deed.REGISTER:
            groups.append([each])
        elif each.row.email in new:
            new[each.row.email].append(each)
        else:
            groups.append(new.setdefault(each.row.email, [each]))
    return groups


def counted(became: Sequence[Planned]) -> dict[str, int]:
    """Return how many rows became what, by deed; every deed is named."""
    counts = Counter({deed.value: 0 for deed in Deed})
    counts.update(each.deed.value for each in became)
    return dict(counts)
