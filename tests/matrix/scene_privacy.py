"""What people ask about their data: a request that waits, data that stay as they are, own words."""

from startlijn.base.access.models import Restriction
from startlijn.base.access.terms import Place, Role
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.privacy.models import ErasureRequest, OwnStatement
from tests.conftest import AT
from tests.matrix.things import MARK, Half, Way, stands


def add_privacy(half: Half) -> None:
    """Add all of it about somebody who is no persona, and about one who has few rows of others in reach."""
    educator = half.persona(Role.INSTITUTE_EDUCATOR, Place.INSTITUTE).person
    for person in (half.people["quiet"], educator):
        _add_about(half, person)
    for place in (Place.PARTNERSHIP, Place.BOARD):
        officer = half.persona(Role.PRIVACY_OFFICER, place).person
        half.told.setdefault(officer.pk, set()).add(educator.pk)


def _add_about(half: Half, person: Person) -> None:
    own, guards = Way(people=frozenset({person.pk})), Way(stands(partnership=half.whole))
    common = {"partnership": half.world.partnership, "person": person}
    with half.world.here():
        request = ErasureRequest.objects.create(**common, asked_by=person, asked_at=AT)
        half.add(request, privacy_manage=guards, account_own=own)
        restriction = Restriction.objects.create(**common, ground="accuracy", since=AT)
        half.add(restriction, privacy_manage=guards, account_own=own)
        role = RoleAssignment.objects.get(person=person)
        words = f"{MARK} own words of {person.pk} {half.world.partnership.slug}"
        statement = OwnStatement.objects.create(
            **common, label="base.RoleAssignment", object_id=role.pk, text=words, written_at=AT
        )
        half.add(statement, words, account_own=own)
