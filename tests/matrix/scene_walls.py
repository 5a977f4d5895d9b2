"""Emergency access that is open now, in the own board and in a strange one."""

from datetime import timedelta

from startlijn.base.access.terms import Place, Role
from startlijn.base.seams import now
from startlijn.base.walls.models import EmergencyAccess
from startlijn.domain.guidance.models import Trajectory
from tests.matrix.things import MARK, Half, Way, stands


def add_walls(half: Half) -> None:
    """Add requests that a privacy officer allowed: of HR of the own board, and of somebody at another."""
    officers = [half.persona(Role.PRIVACY_OFFICER, place) for place in (Place.PARTNERSHIP, Place.BOARD)]
    hr, starter = half.persona(Role.HR_ADVISOR, Place.BOARD), half.persona(Role.STARTER, Place.SCHOOL)
    own = _allowed(half, half.schools["own"].board_id, hr.person, starter.person, officers[0].person)
    strange = _allowed(
        half, half.schools["strange"].board_id, half.people["both"], half.people["away"], officers[0].person
    )
    for each in officers:
        told = half.told.setdefault(each.person.pk, set())
        told |= {hr.person.pk, starter.person.pk, officers[0].person.pk, own.pk}
    whole = half.told[officers[0].person.pk]
    whole |= {half.people["both"].pk, half.people["away"].pk, strange.pk}
    half.told.setdefault(starter.person.pk, set()).add(own.pk)  # it is about them: in the own data
    half.told.setdefault(hr.person.pk, set()).update({starter.person.pk, officers[0].person.pk})
    # A starter without a school reads of the programmes only the name of the one that the own line follows.
    with half.world.here():
        for line in Trajectory.objects.filter(version_followed__isnull=False):
            told = half.told.setdefault(line.person_id, set())
            told.add(line.version_followed.programme_id)


def _allowed(half: Half, board_id, asker, about, officer) -> EmergencyAccess:
    with half.world.here():
        row = EmergencyAccess.objects.create(
            partnership=half.world.partnership,
            board_id=board_id,
            about=about,
            table="domain.Employment",
            rows=[],
            reason=f"{MARK} reason about {about}",
            asked_by=asker,
            asked_at=now(),
            answer="allowed",
            answered_by=officer,
            answered_at=now(),
            until=now() + timedelta(minutes=30),
        )
    half.add(
        row,
        row.reason,
        privacy_manage=Way(stands(partnership=half.whole, board=board_id)),
        emergency_ask=Way(people=frozenset({asker.pk})),
    )
    return row
