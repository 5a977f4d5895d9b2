"""What pages show of an assessment, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from startlijn.content.instruments import Instrument
from startlijn.domain.assessment.queries.facts import Facts
from startlijn.domain.assessment.queries.given import GivenView
from startlijn.domain.assessment.rules.judging import OnIndicator
from startlijn.domain.assessment.rules.meaning import Meaning
from startlijn.domain.assessment.terms import Conflict, Outcome
from startlijn.domain.guidance.queries.apart import BothRolesView
from startlijn.domain.instruments.terms import Answers
from startlijn.engines.agreement import Agreement


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of the panel. `given` is None where the reader may not know how far the member is.

    `read`: has read something of it.
    """

    id: UUID
    person_id: UUID
    name: str
    organisation: str
    conflict: Conflict
    given: bool | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question for the interview; `agreed` when a second assessor stands behind it."""

    id: UUID
    area: str
    text: str
    by: str
    agreed: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class JudgementView:
    """What one assessor judged."""

    name: str
    answers: Answers
    interview: Mapping[str, str]
    given_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class SignatureView:
    """Who stands behind the advice, or sees it differently and why."""

    member_id: UUID
    name: str
    organisation: str
    agrees: bool
    remark: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class AdviceView:
    """The advice; `outcome` is None while the panel works on it."""

    answers: Answers
    strengths: str
    growth: str
    outcome: Outcome | None
    reasons: str
    signatures: tuple[SignatureView, ...]
    issued_at: datetime | None
    version: int

    @property
    def ready(self) -> bool:
        """Tell whether it can be signed."""
        return self.outcome is not None and bool(self.reasons)


@dataclass(frozen=True, slots=True)
class Compared:
    """All judgements beside each other, with how far they agree."""

    names: tuple[str, ...]
    agreement: Agreement
    indicators: tuple[OnIndicator, ...]
    judgements: tuple[JudgementView, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What was decided."""

    outcome: Outcome
    reasons: str
    override: str
    by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection, and the answer when there is one."""

    reasons: str
    made_at: datetime
    answer: str
    outcome: Outcome | None
    by: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class StatementView:
    """The starter's own words."""

    text: str
    written_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What came of an assessment: the decision, and what the starter said to it. Empty before that."""

    decision: DecisionView | None
    statement: StatementView | None
    objection: ObjectionView | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan of support."""

    id: UUID
    goals: str
    support: str
    started_on: date
    ends_on: date
    agreed_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class SignalView:
    """An early signal with its plan, if there is one."""

    id: UUID
    starter_id: UUID
    starter: str
    strengths: str
    grow: str
    by: str
    given_on: date
    plan: PlanView | None


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal in a list: nothing of what it says."""

    id: UUID
    starter: str
    school: str
    given_on: date
    planned: bool


@dataclass(frozen=True, slots=True)
class StarterPage:
    """An assessment for the starter: from the decision on everything."""

    facts: Facts
    instrument: Instrument
    panel: tuple[MemberView, ...]
    exceptions: tuple[BothRolesView, ...]
    submission_id: UUID | None
    compared: Compared | None
    questions: tuple[QuestionView, ...]
    advice: AdviceView | None
    decision: DecisionView | None
    result: Outcome | None
    statement: StatementView | None
    objection: ObjectionView | None
    meaning: tuple[Meaning, ...]
    may_object: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class ArrangePage:
    """An assessment for who arranges: who sits in the panel and when; never what anybody judged."""

    facts: Facts
    panel: tuple[MemberView, ...]
    left: tuple[MemberView, ...]
    complete: bool
    may_change: bool
    may_leave: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class AssessorPage:
    """An assessment for a member of the panel. Before declaring only `facts` and `panel` are filled."""

    facts: Facts
    instrument: Instrument
    seat: MemberView
    panel: tuple[MemberView, ...]
    exceptions: tuple[BothRolesView, ...]
    given: tuple[GivenView, ...]
    reads: bool
    own: JudgementView | None
    questions: tuple[QuestionView, ...]
    compared: Compared | None
    advice: AdviceView | None
    signed: bool
    decision: DecisionView | None
    statement: StatementView | None
    objection: ObjectionView | None


@dataclass(frozen=True, slots=True)
class DeciderPage:
    """An assessment for who decides: the advice, whether the starter was told in time, what follows."""

    facts: Facts
    instrument: Instrument
    panel: tuple[MemberView, ...]
    advice: AdviceView | None
    decision: DecisionView | None
    result: Outcome | None
    statement: StatementView | None
    objection: ObjectionView | None
    signals: tuple[SignalView, ...]
    told_in_time: bool
    decides: bool
    answers: bool
    decider: str
    meaning: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class FollowPage:
    """Where an assessment stands, and after the decision its outcome: nothing else."""

    facts: Facts
    result: Outcome | None
    settled_on: date | None
