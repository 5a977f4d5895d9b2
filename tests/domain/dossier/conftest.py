"""A starter at a school with a coach, a leader and an educator, and what one does with a dossier."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from startlijn.base.access.terms import Actor
from startlijn.base.files.terms import Upload
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.seams import fixed
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.queries import own
from startlijn.domain.dossier.terms import EvidenceKind, NewEvidence, ReleasePurpose
from tests.conftest import AT, World
from tests.engines.media import samples

TODAY = AT.date()  # 2 November 2026
INDICATOR = "didactics-goals"


class Folder:
    """The people around one dossier; verbs act on a day, as the starter unless somebody else is named."""

    def __init__(self, world: World) -> None:
        self.world = world
        school = world.school.pk
        self.starter = world.person("starter", "school", school, name="Sanne")
        self.coach = world.person("coach", "school", school, name="Karim")
        self.leader = world.person("school_leader", "school", school, name="Hanneke")
        self.stranger = world.person("coach", "school", world.add_school("De Wilg").pk, name="Vreemd")

    @contextmanager
    def day(self, on: date = TODAY):
        with self.world.here(), fixed(at=AT + (on - TODAY)):
            yield

    def actor(self, person, on: date = TODAY) -> Actor:
        with fixed(at=AT + (on - TODAY)):
            return actor_of_person(person.pk, partnership_id=self.world.partnership.pk, at=AT)

    def do(self, verb, *, by=None, on: date = TODAY, **given):
        with self.day(on):
            return verb(by=self.actor(by or self.starter, on), at=AT + (on - TODAY), **given)

    def add(self, title: str = "Les over breuken", **given):
        new = NewEvidence(
            given.pop("kind", EvidenceKind.TEXT), title, **{"text": "Het ging rustig.", **given}
        )
        return self.do(actions.add_evidence, new=new)

    def add_file(self, data: bytes = samples.PDF, name: str = "les.pdf", **given):
        return self.add(kind=EvidenceKind.FILE, text="", upload=Upload(name, data), **given)

    def role(self, person) -> RoleAssignment:
        with self.world.here():
            return RoleAssignment.objects.get(person=person)

    def give(self, *rows, to=None, purpose=ReleasePurpose.COACHING, days: int = 29, on: date = TODAY):
        return self.do(
            actions.release,
            on=on,
            evidence_ids=[row.pk for row in rows],
            role_id=self.role(to or self.coach).pk,
            purpose=purpose,
            last_day=on + timedelta(days=days),
        )

    def pieces(self):
        with self.day():
            return own.own_pieces(self.actor(self.starter))


@pytest.fixture
def folder(world: World) -> Folder:
    return Folder(world)
