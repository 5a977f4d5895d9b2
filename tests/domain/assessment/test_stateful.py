"""Whoever tries whatever in whatever order: no state is skipped, and nothing opens too early."""

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.refusals import RefusedError
from startlijn.base.seams import fixed
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import (
    Advice,
    Assessment,
    Decision,
    Judgement,
    JudgementReader,
    Objection,
    PanelMember,
    Signature,
    StarterStatement,
)
from startlijn.domain.assessment.rules.states import FOLLOWS
from startlijn.domain.assessment.terms import TOGETHER, Outcome, State
from tests.conftest import AT
from tests.domain.assessment.conftest import House, house  # noqa: F401 - a fixture

PEOPLE = ("starter", "near", "far", "third", "coach", "leader", "executive", "coordinator", "hr", "stranger")
ASSESSORS = ("near", "far", "third")
anybody, assessor = st.sampled_from(PEOPLE), st.sampled_from(ASSESSORS)


class Rounds(RuleBasedStateMachine):
    """Tries every verb as everybody, all the time."""

    house: House

    def __init__(self) -> None:
        super().__init__()
        self.assessment = self.house.asked()
        self.states = [State.PREPARED]

    def _try(self, verb, who: str, **given) -> None:
        try:
            self.house.do(verb, getattr(self.house, who), assessment_id=self.assessment.pk, **given)
        except (RefusedError, NotVisibleError, VersionConflictError):
            return

    def _state(self) -> State:
        return State(self.house.fresh(self.assessment).state)

    @rule(who=anybody, person=st.sampled_from(PEOPLE))
    def add_member(self, who, person):
        self._try(actions.add_member, who, person_id=getattr(self.house, person).pk)

    @rule(person=assessor)
    def form_a_panel(self, person):
        self._try(actions.add_member, "coordinator", person_id=getattr(self.house, person).pk)

    @rule(who=anybody, conflict=st.booleans())
    def declare(self, who, conflict):
        self._try(actions.declare, who, conflict=conflict)

    @rule(who=assessor)
    def declare_none(self, who):
        self._try(actions.declare, who, conflict=False)

    @rule(who=anybody)
    def submit(self, who):
        self._try(actions.submit, who, evidence_ids=[self.house.evidence.pk], statement="")

    @rule(who=st.one_of(assessor, anybody))
    def give(self, who):
        person = getattr(self.house, who)
        try:
            self.house.give(self.assessment, person)
        except (RefusedError, NotVisibleError, VersionConflictError):
            return

    @precondition(lambda self: self._state() in TOGETHER)
    @rule(who=st.one_of(assessor, anybody), outcome=st.sampled_from(Outcome))
    def write(self, who, outcome):
        try:
            self.house.write(self.assessment, outcome, getattr(self.house, who))
        except (RefusedError, NotVisibleError):
            return

    @precondition(lambda self: self._state() in TOGETHER)
    @rule(who=st.one_of(assessor, anybody), agrees=st.booleans())
    def sign(self, who, agrees):
        try:
            self.house.sign(self.assessment, getattr(self.house, who), agrees, "Differently")
        except (RefusedError, NotVisibleError):
            return

    @rule(who=anybody, outcome=st.sampled_from(Outcome), reasons=st.sampled_from(["", "Because"]))
    def decide(self, who, outcome, reasons):
        self._try(actions.decide, who, outcome=outcome, reasons=reasons, override=reasons)

    @rule(who=anybody)
    def object_to(self, who):
        self._try(actions.object_to, who, reasons="I see it differently")

    @rule(who=anybody, outcome=st.sampled_from(Outcome))
    def answer(self, who, outcome):
        self._try(actions.answer_objection, who, outcome=outcome, answer="We looked again")

    @rule(who=anybody)
    def add_statement(self, who):
        self._try(actions.add_statement, who, text="My words")

    @rule(who=anybody, often=st.integers(0, 5))
    def withdraw(self, who, often):
        if often == 0:
            self._try(actions.withdraw, who)

    @invariant()
    def no_state_is_skipped(self):
        state = self._state()
        before = self.states[-1]
        if state != before:
            # Handing in to a panel that is ready begins the judging at once: two steps in one deed.
            assert state in FOLLOWS[before] or any(state in FOLLOWS[after] for after in FOLLOWS[before])
            self.states.append(state)

    @invariant()
    def judgements_are_apart_until_all_are_in(self):
        if self._state() in TOGETHER:
            return
        with self.house.world.here():
            others = JudgementReader.objects.exclude(member__judgement__readers__pk__isnull=True)
            assert [row for row in others if row.judgement.member_id != row.member_id] == []
            assert not Judgement.objects.filter(about__isnull=False, given_at=None).exists()

    @invariant()
    def a_decision_rests_on_two_boards_and_a_third_person(self):
        with self.house.world.here():
            decision = Decision.objects.filter(assessment=self.assessment).first()
            if decision is None:
                return
            signed = Signature.objects.filter(advice__assessment=self.assessment, agrees=True)
            members = [row.member for row in signed.select_related("member")]
            assert len({member.organisation_id for member in members}) >= 2
            assert decision.decided_by_id not in {member.person_id for member in members}

    @invariant()
    def nobody_close_to_the_starter_sits_in_the_panel(self):
        close = [getattr(self.house, name).pk for name in ("starter", "coach", "leader", "executive")]
        with self.house.world.here():
            assert not PanelMember.objects.filter(person__in=close).exists()

    @invariant()
    def outsiders_reach_nothing(self):
        actor = self.house.actor(self.house.stranger)
        with self.house.world.here(), fixed(at=AT):
            if PanelMember.objects.filter(person=self.house.stranger).exists():
                return
            for table in (Assessment, Judgement, Advice, Decision, Objection, StarterStatement):
                assert not visible(actor, Permission.ASSESS, table).exists()


@pytest.mark.django_db
def test_no_order_of_deeds_skips_a_step_or_opens_too_early(house):  # noqa: F811
    class Here(Rounds):
        """Each run in a transaction that is taken back."""

        def __init__(self) -> None:
            self.house = house
            self.point = transaction.savepoint()
            super().__init__()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

    run_state_machine_as_test(Here, settings=settings(max_examples=12, stateful_step_count=40, deadline=None))
