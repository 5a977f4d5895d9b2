"""What a starter can ask for: at which work, by which profile."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.assessment.terms import PROFILE
from startlijn.domain.dossier.queries.own import facts_of, keys_of, own_dossier, own_rows, profile_of
from startlijn.domain.dossier.terms import EvidenceFacts
from startlijn.domain.guidance.models import Employment
from startlijn.domain.instruments.queries import instruments
from startlijn.domain.instruments.terms import InstrumentPurpose


@dataclass(frozen=True, slots=True)
class Work:
    """An appointment: where the starter is assessed for. Without a board somebody who decides is named."""

    employment_id: UUID
    board: str
    school: str


def own_work(actor: Actor, on: date) -> tuple[Work, ...]:
    """Return the starter's own appointments on a day, those at a board first. One query."""
    rows = visible(actor, Permission.LINE_OWN, Employment).filter(
        Q(finished_on=None) | Q(finished_on__gt=on), started_on__lte=on
    )
    found = [
        Work(row.pk, row.board.name if row.board else "", row.school.name if row.school else "")
        for row in rows.select_related("board", "school").order_by("started_on", "pk")
    ]
    return tuple(sorted(found, key=lambda work: not work.board))


def profiles(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Return the competence profiles that may be used: id and title, the newest version of each first."""
    found = instruments(actor, kind=PROFILE, purpose=InstrumentPurpose.DETERMINATION)
    return tuple((each.id, each.title.told()) for each in found if not each.format_only)


def pieces(actor: Actor) -> tuple[EvidenceFacts, ...]:
    """Return the pieces of the own dossier, to choose what to hand in; newest first."""
    keys = keys_of(profile_of(own_dossier(actor)))
    return tuple(facts_of(row, keys) for row in own_rows(actor))
