"""A round of schools in two towns, and the people around it."""

from datetime import timedelta

import pytest

from startlijn.base.access.terms import Actor
from startlijn.base.post.actions.running import work_off
from startlijn.domain.groups import actions
from startlijn.domain.groups.actions.sign_ups import Answers
from startlijn.domain.groups.models import Proposal, Round, SignUp
from startlijn.domain.groups.terms import Preference, RoundKind, Season
from tests.conftest import AT, World

ANSWERS = Answers(
    preference=Preference.AUDIT,
    has_multi_year_programme=True,
    is_in_policy=True,
    lives_in_school=True,
    contact_name="Sanne de Wit",
    contact_email="sanne@example.org",
)
NORTH, SOUTH = (51.80, 5.30), (51.40, 5.50)  # an hour and a bit apart


class Desk:
    """A partnership with a project worker and a round; everything goes through the actions."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.worker: Actor = world.actor("project_worker")
        self.schools = []
        with world.here():
            self.round: Round = actions.create_round(
                by=self.worker,
                at=AT,
                name="Audit groups",
                kind=RoundKind.AUDIT,
                school_year=2026,
                season=Season.SPRING,
                sub_region_id=world.sub_region.pk,
                smallest=2,
                largest=2,
            )
            actions.open_round(by=self.worker, at=AT, round_id=self.round.pk)

    def school(self, name: str, latitude: float = 51.7, longitude: float = 5.3, board: str = ""):
        """A school with a board of its own, unless a board is named."""
        owner = self.world.add_board(board or f"Board of {name}")
        school = self.world.add_school(name, board=owner, latitude=latitude, longitude=longitude)
        self.schools.append(school)
        return school

    def sign_up(self, school, answers: Answers = ANSWERS) -> SignUp:
        with self.world.here():
            return actions.sign_up(
                by=self.worker, at=AT, round_id=self.round.pk, school_id=school.pk, answers=answers
            )

    def four(self):
        """Four schools, two in the north and two in the south, all signed up."""
        places = [("Noord 1", *NORTH), ("Zuid 1", *SOUTH), ("Noord 2", 51.81, 5.31), ("Zuid 2", 51.41, 5.51)]
        schools = [self.school(*place) for place in places]
        for school in schools:
            self.sign_up(school)
        return schools

    def propose(self, based_on: Proposal | None = None) -> Proposal:
        """Ask for a proposal and let the job do its work."""
        with self.world.here():
            proposal = actions.request_proposal(
                by=self.worker, at=AT, round_id=self.round.pk, based_on_id=based_on.pk if based_on else None
            )
        work_off(clock=lambda: AT + timedelta(minutes=1))
        proposal.refresh_from_db()
        return proposal

    def groups(self, proposal: Proposal) -> list[list[str]]:
        """The groups of a proposal as sorted names."""
        from startlijn.domain.groups.queries import proposal_view

        with self.world.here():
            view = proposal_view(self.worker, proposal.pk)
        return sorted(sorted(member.school for member in group.members) for group in view.groups)

    def publish(self, proposal: Proposal, **more):
        with self.world.here():
            return actions.publish(by=self.worker, at=AT, proposal_id=proposal.pk, **more)

    def educator(self, school) -> Actor:
        return self.world.actor("school_educator", "school", school.pk)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)
