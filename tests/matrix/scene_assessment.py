"""Assessments in every position: blind, decided, with an objection, just asked; own and strange schools.

Needs everything of guidance to be there.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from startlijn.base.access.terms import Place, Role
from startlijn.base.files.models import StoredFile
from startlijn.base.organisations.models import Board, School
from startlijn.base.people.models import Person
from startlijn.base.seams import today
from startlijn.domain.assessment.models import (
    Advice,
    Assessment,
    AssessmentRequest,
    AssessmentTerms,
    Decision,
    InterviewQuestion,
    Judgement,
    JudgementReader,
    Objection,
    PanelMember,
    PanelRelease,
    Result,
    Signal,
    Signature,
    StarterStatement,
    SupportPlan,
)
from startlijn.domain.assessment.terms import Conflict, Outcome, RequestState, State
from startlijn.domain.dossier.models import Dossier, Submission, SubmittedFile
from startlijn.domain.guidance.models import BothRoles, Employment
from startlijn.domain.guidance.terms import BothRolesState
from tests.conftest import AT
from tests.matrix.things import MARK, Half, Way, stands

PROFILE = "competence-profile.2026-1"
PUBLIC = {State.DECIDED, State.OBJECTED}
# How somebody stands in a panel: reads, has yet to declare that there is no conflict, left it today.
SITS, OPEN, LEFT = "sits", "open", "left"


@dataclass
class Seat:
    """A place in a panel: who has it, the board they come from, and how they stand in it."""

    person: Person
    board: Board | None
    at: str = SITS

    @property
    def dates(self) -> dict[str, object]:
        declared = {"conflict": Conflict.NONE, "started_on": today()}
        return {
            SITS: declared,
            OPEN: {"conflict": Conflict.OPEN},
            LEFT: declared
            | {"started_on": today() - timedelta(days=9), "finished_on": today(), "left": True},
        }[self.at]


@dataclass
class Case:
    """One assessment with the people in it; without a school the starter works for the whole board."""

    half: Half
    starter: Person
    board: Board
    school: School | None
    state: State
    panel: list[Seat]
    decider: Person
    members: list[PanelMember] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.state} of {self.starter}"

    @property
    def own(self) -> Way:
        return Way(people=frozenset({self.starter.pk}))

    @property
    def all(self) -> Way:
        return self._at(SITS, OPEN)

    @property
    def reading(self) -> Way:
        return self._at(SITS)

    @property
    def employer(self) -> Way:
        return _employer(self.board, self.school)

    def _at(self, *standing: str) -> Way:
        return Way(people=frozenset(seat.person.pk for seat in self.panel if seat.at in standing))


def _employer(board: Board, school: School | None) -> Way:
    return Way(stands(board=board.pk, school=school.pk if school else ()))


def add_assessments(half: Half) -> None:
    """Add everything of joint assessment to half of the scene."""
    far = half.world.person("assessor", "school", half.schools["strange"].pk, name="Far")
    half.people["far"] = far
    with half.world.here():
        near = half.persona(Role.ASSESSOR, Place.BOARD).person
        inside = half.persona(Role.ASSESSOR, Place.SCHOOL).person
        outside = half.persona(Role.ASSESSOR, Place.PARTNERSHIP).person
        board = half.persona(Role.BOARD_EXECUTIVE, Place.BOARD).person
        mine = half.persona(Role.STARTER, Place.SCHOOL).person
        at_board = half.persona(Role.STARTER, Place.BOARD).person
        own, strange = half.schools["own"], half.schools["strange"]
        pair = [Seat(near, own.board), Seat(outside, None)]
        undeclared = [Seat(near, own.board, OPEN), Seat(outside, None, OPEN)]
        afar = [Seat(far, strange.board), Seat(outside, None)]
        at_school = [Seat(inside, own.board), Seat(outside, None)]
        # One who left and one who never declared: the gate holds, also where no page leads this far.
        changed = [*afar, Seat(near, own.board, LEFT), Seat(inside, own.board, OPEN)]
        two, sister, away = (half.people[name] for name in ("two", "sister", "away"))
        for case in (
            Case(half, mine, own.board, own, State.JUDGING, pair, board),
            Case(half, two, own.board, own, State.OBJECTED, at_school, board),
            Case(half, at_board, own.board, None, State.OBJECTED, changed, board),
            Case(half, sister, own.board, half.schools["sister"], State.PREPARED, undeclared, board),
            Case(half, away, strange.board, strange, State.DECIDED, afar, two),
        ):
            _add(case)
        _add_both_roles(half, mine, near, [near, outside])
        _add_both_roles(half, two, far, [])
        _add_both_roles(half, at_board, far, [far, outside, inside])
        _add_request(half, sister, half.schools["sister"], RequestState.DECLINED)
        _add_request(half, at_board, None, RequestState.TO_NAME)
        _add_request(half, mine, own, RequestState.PROPOSED)
        _add_signals(half, mine, own)
        _add_signals(half, away, strange)
        _add_terms(half, own.board)


def _add(case: Case) -> None:
    half = case.half
    common = {"partnership": half.world.partnership}
    handed_in = _submission(case) if case.state != State.PREPARED else None
    assessment = Assessment.objects.create(
        **common,
        person=case.starter,
        board=case.board,
        school=case.school,
        employer=case.board,
        employer_school=case.school,
        sector="po",
        aim="basic",
        profile=PROFILE,
        state=case.state,
        state_since=today(),
        due_on=today() + timedelta(days=20),
        submission=handed_in,
        submitted_on=today() if handed_in else None,
        asked_at=AT,
    )
    arranged = Way(stands(partnership=half.whole))
    reached = {"assessments_arrange": arranged, "dossier_own": case.own, "assessments_judge": case.all}
    half.add(assessment, **reached, assessments_decide=case.employer, assessments_follow=case.employer)
    for seat in case.panel:
        member = PanelMember.objects.create(
            **common, assessment=assessment, person=seat.person, organisation=seat.board, **seat.dates
        )
        case.members.append(member)
        half.add(member, **reached, assessments_decide=case.employer)
    if handed_in:
        _add_given(case, assessment, handed_in)
        _add_handed_in(case, handed_in)
        _add_judging(case, assessment)
    if case.state in PUBLIC:
        _add_outcome(case, assessment)
    _tell(case)


def _submission(case: Case) -> Submission:
    common = {"partnership": case.half.world.partnership}
    dossier, made = Dossier.objects.get_or_create(
        **common, person=case.starter, defaults={"profile": PROFILE, "opened_at": AT}
    )
    if made:
        case.half.add(dossier, dossier_own=case.own)
    words = f"{MARK} handed in {case.name}"
    content = {"statement": words, "stage": 2, "profile": PROFILE, "items": []}
    return Submission.objects.create(
        **common, dossier=dossier, content=content, sha256="0" * 64, submitted_at=AT
    )


def _add_handed_in(case: Case, row: Submission) -> None:
    half = case.half
    ways = {"dossier_own": case.own, "assessments_judge": case.reading}
    half.add(row, row.content["statement"], **ways)
    _add_file(case, row, **ways)


def _add_file(case: Case, row: Submission, **ways: Way) -> None:
    half = case.half
    kept = StoredFile.objects.create(
        partnership=half.world.partnership,
        owner=case.starter,
        name=f"{MARK} file {case.name}.txt",
        media_type="text/plain",
        size=1,
        sha256="0" * 64,
        key=f"matrix/{row.pk.hex[-20:]}",
        stored_at=AT,
    )
    file = SubmittedFile.objects.create(partnership=half.world.partnership, submission=row, file=kept)
    half.add(file, **ways)


def _add_given(case: Case, assessment: Assessment, row: Submission) -> None:
    """Let the panel read what was handed in, and something that was taken back since: that nobody reads."""
    common = {"partnership": case.half.world.partnership, "assessment": assessment, "released_at": AT}
    reached = {"dossier_own": case.own, "assessments_judge": case.reading}
    given = PanelRelease.objects.create(**common, submission=row, started_on=today())
    case.half.add(given, **reached)
    words = f"{MARK} taken back {case.name}"
    content = {"statement": words, "stage": 2, "profile": PROFILE, "items": []}
    gone = Submission.objects.create(
        partnership=case.half.world.partnership,
        dossier=row.dossier,
        content=content,
        sha256="0" * 64,
        submitted_at=AT,
    )
    case.half.add(gone, words, dossier_own=case.own)
    _add_file(case, gone, dossier_own=case.own)
    ended = {"started_on": today() - timedelta(days=3), "finished_on": today(), "revoked_at": AT}
    case.half.add(PanelRelease.objects.create(**common, submission=gone, **ended), **reached)
    later = Submission.objects.create(
        partnership=case.half.world.partnership,
        dossier=row.dossier,
        content=content | {"statement": f"{MARK} for later {case.name}"},
        sha256="1" * 64,
        submitted_at=AT,
    )
    case.half.add(later, later.content["statement"], dossier_own=case.own)
    _add_file(case, later, dossier_own=case.own)
    tomorrow = today() + timedelta(days=1)
    case.half.add(PanelRelease.objects.create(**common, submission=later, started_on=tomorrow), **reached)


def _add_judging(case: Case, assessment: Assessment) -> None:
    """Add a question and the judgements: apart while judging, open to all after that."""
    half, common = case.half, {"partnership": case.half.world.partnership}
    apart = case.state == State.JUDGING
    question = InterviewQuestion.objects.create(
        **common,
        assessment=assessment,
        area="didactics",
        text=f"{MARK} question about {case.name}",
        proposed_by=case.members[0],
    )
    shown = Way() if apart else case.own
    half.add(question, question.text, dossier_own=case.own, assessments_judge=case.reading)
    for member in case.members:
        row = Judgement.objects.create(
            **common,
            member=member,
            answers={
                "values": {},
                "notes": {"didactics-goals": f"{MARK} note by {member.person} {case.name}"},
            },
            about=None if apart else case.starter,
            given_at=None if apart else AT,
        )
        writer = Way(people=case.reading.people & {member.person_id})
        half.add(
            row,
            row.answers["notes"]["didactics-goals"],
            assessments_judge=writer if apart else case.reading,
            dossier_own=shown,
        )
    for row in Judgement.objects.filter(member__in=case.members):
        for member in case.members:
            if apart and member.pk != row.member_id:
                continue
            reader = JudgementReader.objects.create(**common, judgement=row, member=member)
            half.add(reader, assessments_judge=Way(people=case.reading.people & {member.person_id}))


def _add_outcome(case: Case, assessment: Assessment) -> None:
    half, common = case.half, {"partnership": case.half.world.partnership}
    reached = {
        "dossier_own": case.own,
        "assessments_judge": case.reading,
        "assessments_decide": case.employer,
    }
    advice = Advice.objects.create(
        **common,
        assessment=assessment,
        about=case.starter,
        to_board=case.board,
        to_school=case.school,
        strengths=f"{MARK} strengths {case.name}",
        outcome=Outcome.REACHED,
        reasons=f"{MARK} reasons {case.name}",
        issued_at=AT,
    )
    half.add(advice, advice.strengths, **reached)
    for member in (each for each in case.members if each.person_id in case.reading.people):
        signed = Signature.objects.create(**common, advice=advice, member=member, agrees=True, signed_at=AT)
        half.add(signed, **reached)
    decision = Decision.objects.create(
        **common,
        assessment=assessment,
        outcome=Outcome.REACHED,
        reasons=f"{MARK} decided {case.name}",
        decided_by=case.decider,
        decided_at=AT,
    )
    half.add(decision, decision.reasons, **reached)
    result = Result.objects.create(
        **common, assessment=assessment, outcome=Outcome.REACHED, settled_on=today()
    )
    half.add(result, dossier_own=case.own, assessments_decide=case.employer, assessments_follow=case.employer)
    words = StarterStatement.objects.create(
        **common, assessment=assessment, text=f"{MARK} words {case.name}", written_at=AT
    )
    half.add(words, words.text, **reached)
    if case.state == State.OBJECTED:
        objection = Objection.objects.create(
            **common, assessment=assessment, reasons=f"{MARK} objection {case.name}", made_at=AT
        )
        half.add(objection, objection.reasons, **reached)


def _add_signals(half: Half, starter: Person, school: School) -> None:
    common = {"partnership": half.world.partnership}
    given_by = half.persona(Role.SCHOOL_LEADER, Place.SCHOOL).person
    ways = {
        "dossier_own": Way(people=frozenset({starter.pk})),
        "assessments_decide": _employer(school.board, school),
    }
    signal = Signal.objects.create(
        **common,
        person=starter,
        board=school.board,
        school=school,
        strengths=f"{MARK} goes well {starter}",
        grow=f"{MARK} must grow {starter}",
        given_by=given_by,
        given_on=date(2026, 9, 1),
    )
    half.add(signal, signal.strengths, **ways)
    plan = SupportPlan.objects.create(
        **common,
        signal=signal,
        goals=f"{MARK} goals {starter}",
        support="A visit",
        started_on=date(2026, 9, 1),
        ends_on=date(2027, 2, 1),
    )
    half.add(plan, plan.goals, **ways)
    half.told.setdefault(starter.pk, set()).add(given_by.pk)
    for role, place in ((Role.BOARD_EXECUTIVE, Place.BOARD), (Role.SCHOOL_LEADER, Place.SCHOOL)):
        if half.persona(role, place).place_id in {school.pk, school.board_id}:
            half.told.setdefault(half.persona(role, place).person.pk, set()).update({starter.pk, given_by.pk})


def _add_request(half: Half, starter: Person, school: School | None, state: RequestState) -> None:
    """Add a proposal to a starter, or the question of one without a board."""
    row = AssessmentRequest.objects.create(
        partnership=half.world.partnership,
        person=starter,
        employment=Employment.objects.filter(trajectory__person=starter).first(),
        board=school.board if school else None,
        school=school,
        aim="basic",
        profile=PROFILE,
        state=state,
        reason=f"{MARK} proposal to {starter}",
        asked_at=AT,
    )
    half.add(
        row,
        row.reason,
        assessments_arrange=Way(stands(partnership=half.whole)),
        dossier_own=Way(people=frozenset({starter.pk})),
        assessments_propose=Way(stands(partnership=half.whole, school=school.pk if school else ())),
    )


def _add_both_roles(half: Half, starter: Person, holder: Person, panel: list[Person]) -> None:
    """Add an exception: one that was accepted, for the panel too, or one that waits for the starter."""
    row = BothRoles.objects.create(
        partnership=half.world.partnership,
        starter=starter,
        held_for=starter if panel else None,
        holder=holder,
        state=BothRolesState.ACCEPTED if panel else BothRolesState.ASKED,
        reason=f"{MARK} exception of {starter}",
        started_on=today(),
        finished_on=today() + timedelta(days=90),
        asked_at=AT,
    )
    half.add(
        row,
        row.reason,
        assessments_arrange=Way(stands(partnership=half.whole)),
        line_own=Way(people=frozenset({starter.pk})),
        assessments_judge=Way(people=frozenset(each.pk for each in panel)),
    )


def _add_terms(half: Half, board: Board) -> None:
    for own in (None, board):
        row = AssessmentTerms.objects.create(partnership=half.world.partnership, board=own)
        half.add(
            row,
            assessments_arrange=Way(stands(partnership=half.whole)),
            assessments_decide=Way(stands(board=own.pk)) if own else Way(),
        )


def _tell(case: Case) -> None:
    """Tell each side the names that stand on its pages: starter, panel, boards, and who decided."""
    half, place = case.half, {case.board.pk, case.school.pk if case.school else case.board.pk}
    names = {case.starter.pk} | place | {seat.person.pk for seat in case.panel}
    names |= {seat.board.pk for seat in case.panel if seat.board}
    after = {case.decider.pk} if case.state in PUBLIC else set()
    at_school = (Role.SCHOOL_LEADER, Role.SCHOOL_EDUCATOR)
    employer = [half.persona(role, Place.SCHOOL) for role in at_school]
    employer += [half.persona(role, Place.BOARD) for role in (Role.BOARD_EXECUTIVE, Role.HR_ADVISOR)]
    knowing = {case.starter.pk} | case.reading.people
    knowing |= {each.person.pk for each in employer if each.place_id in place}
    for person_id in knowing:
        half.told.setdefault(person_id, set()).update(names | after)
    for person_id in case.all.people:  # not who left: what they read then is no longer theirs to read
        half.told.setdefault(person_id, set()).update(names)
