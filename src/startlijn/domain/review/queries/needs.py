"""What starters say they need beside what programmes offer for it (seed 000 line 38); never of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Max, QuerySet

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import School
from startlijn.domain.guidance.models import NeedsIntake
from startlijn.domain.guidance.rules.needs import HELPS, heaviest
from startlijn.domain.guidance.rules.small_numbers import enough, shown
from startlijn.domain.guidance.terms import Concern
from startlijn.domain.induction.models import ProgrammeElement
from startlijn.domain.induction.terms import ElementKind, VersionStage


@dataclass(frozen=True, slots=True)
class Supply:
    """Elements of one kind that are offered for a concern: how many, and hours for one starter."""

    kind: ElementKind
    elements: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One concern: for how many it weighs (None: too few to tell), and what is offered."""

    concern: Concern
    weighs_for: int | None
    supply: tuple[Supply, ...]

    @property
    def hours(self) -> Decimal:
        """Hours that are offered for it, all kinds together."""
        return sum((each.hours for each in self.supply), Decimal(0))


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """Needs beside supply; `answered` starters told what they need (None: too few, so no needs are shown)."""

    answered: int | None
    programmes: int
    lines: tuple[NeedLine, ...]


def needs_of_school(actor: Actor, school_id: UUID, on: date) -> tuple[str, NeedsPage]:
    """Return name and page of a school: needs from five starters on. Raises `NotVisibleError`."""
    school = get_visible(actor, Permission.PRACTICE_READ, School, school_id)
    intakes = NeedsIntake.objects.filter(trajectory__employments__school=school)
    elements = ProgrammeElement.objects.filter(version_of__programme__school=school)
    return school.name, _page(intakes, elements, on, in_school=True)


def needs_of_partnership(actor: Actor, on: date) -> NeedsPage:
    """Return the page of the whole partnership: needs from eight starters on. Raises `NotVisibleError`."""
    if not whole_partnership(actor, Permission.PRACTICE_READ):
        raise NotVisibleError("Partnership")
    elements = ProgrammeElement.objects.filter(version_of__programme__school__isnull=False)
    return _page(NeedsIntake.objects.all(), elements, on, in_school=False)


def _page(
    intakes: QuerySet[NeedsIntake], elements: QuerySet[ProgrammeElement], on: date, *, in_school: bool
) -> NeedsPage:
    said = _newest(intakes, on)
    offered = elements.filter(version_of__stage=VersionStage.IN_FORCE)
    programmes = offered.order_by().values("version_of__programme").distinct().count()
    kinds = _supply(offered, programmes)
    told = enough(len(said), in_school=in_school)
    lines = tuple(
        NeedLine(
            concern,
            shown(sum(concern in heaviest(each) for each in said), in_school=in_school) if told else None,
            tuple(kinds[kind] for kind in HELPS[concern] if kind in kinds),
        )
        for concern in Concern
    )
    return NeedsPage(shown(len(said), in_school=in_school), programmes, lines)


def _newest(intakes: QuerySet[NeedsIntake], on: date) -> list[dict[str, int]]:
    """Return what each starter whose line runs said last."""
    running = intakes.filter(trajectory__finished_on=None) | intakes.filter(trajectory__finished_on__gt=on)
    last = running.order_by().values("trajectory").annotate(last=Max("answered_at"))
    moments = {(row["trajectory"], row["last"]) for row in last}
    rows: Iterable[NeedsIntake] = NeedsIntake.objects.filter(
        trajectory__in=[trajectory for trajectory, _at in moments]
    )
    return [row.concerns for row in rows if (row.trajectory_id, row.answered_at) in moments]


def _supply(elements: QuerySet[ProgrammeElement], programmes: int) -> dict[ElementKind, Supply]:
    """Return what is offered per kind: the average of the programmes when there are several."""
    found: dict[ElementKind, tuple[int, Decimal]] = {}
    for kind, hours in elements.order_by().values_list("kind", "starter_hours"):
        count, total = found.get(ElementKind(kind), (0, Decimal(0)))
        found[ElementKind(kind)] = count + 1, total + hours
    whole = max(1, programmes)
    return {
        kind: Supply(kind, -(-count // whole), (total / whole).quantize(Decimal("0.1")))
        for kind, (count, total) in found.items()
    }
