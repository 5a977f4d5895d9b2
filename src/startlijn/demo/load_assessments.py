"""Lets three starters be assessed: one was decided on, one objects, one is being judged now."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from startlijn import content
from startlijn.base.access.terms import Actor, Place, Role
from startlijn.base.people.actions import give_role
from startlijn.demo.stage import Stage
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.actions import NewAdvice
from startlijn.domain.assessment.models import Advice, Assessment, Judgement
from startlijn.domain.assessment.queries.asking import own_work, profiles
from startlijn.domain.assessment.queries.parts import instrument_of
from startlijn.domain.assessment.terms import Aim, Outcome
from startlijn.domain.dossier.actions import add_evidence
from startlijn.domain.dossier.terms import EvidenceKind, NewEvidence
from startlijn.domain.instruments.terms import Answers


@dataclass(frozen=True, slots=True)
class _Case:
    """One assessment that is played: who asks, who judges, what is written about it."""

    stage: Stage
    starter: str
    panel: tuple[str, ...]
    written: dict[str, Any]

    def day(self, name: str) -> date | None:
        """Return the day of a step; None when it was not written or has not come."""
        if name not in self.written:
            return None
        on = self.stage.day(*self.written[name])
        return on if self.stage.has_come(on) else None


def load_assessments(stage: Stage) -> None:
    """Play what is written in content/demo_assessments.yaml, as far as its days have come."""
    told: dict[str, Any] = content.document("demo_assessments.yaml")
    for written in told.values():
        starter = _starter(stage, written["who"])
        panel = _panel(stage, starter, written) if starter else ()
        case = _Case(stage, starter, panel, written)
        if len(panel) == 2 and case.day("asked") is not None:
            _play(case)


def _starter(stage: Stage, who: dict[str, Any]) -> str:
    if "persona" in who:
        return stage.persona(who["persona"])
    school = getattr(stage.described, who["school"])
    return next(
        (
            each.person
            for each in stage.described.starters
            if each.school == school and each.cohort == stage.year - who["years_ago"] and each.case is None
        ),
        "",
    )


def _panel(stage: Stage, starter: str, written: dict[str, Any]) -> tuple[str, ...]:
    """Return the assessor of the story and an educator of another board, who gets that role for it."""
    on = stage.day(*written["asked"])
    lia = stage.persona("assessor")
    held = [role for role in stage.person(lia).roles if role.role is Role.ASSESSOR and role.started_on <= on]
    board = next(each.board for each in stage.described.starters if each.person == starter)
    for school in stage.described.schools:
        educator = stage.holder(Role.SCHOOL_EDUCATOR, school.key, on)
        if held and educator and school.board != board and educator != lia:
            _appoint(stage, educator, school.board, on)
            return lia, educator
    return ()


def _appoint(stage: Stage, person: str, board: str, on: date) -> None:
    with stage.on(on) as at:
        by = stage.actor(person, at)
        if any(grant.role is Role.ASSESSOR for grant in by.grants):
            return
        give_role(
            by=stage.operator(),
            at=at,
            person_id=stage.people[person],
            role=Role.ASSESSOR,
            place=Place.BOARD,
            place_id=stage.places[Place.BOARD, board],
            started_on=on,
        )


def _play(case: _Case) -> None:
    made = _ask(case)
    if made is None or case.day("submitted") is None:
        return
    _submit(case, made)
    judged = case.day("judged") or case.day("judging")
    if judged is None:
        return
    for person, given in zip(case.panel[::-1], case.written["levels"], strict=False):
        with case.stage.on(judged) as at:
            _judge(case, made, person, given, case.stage.actor(person, at))
    if (on := case.day("signed")) is not None:
        _advise(case, made, on)
        _decide(case, made)


def _ask(case: _Case) -> UUID | None:
    stage, on = case.stage, case.day("asked")
    assert on is not None
    with stage.on(on) as at:
        by = stage.actor(case.starter, at)
        work = own_work(by, on)
        if not work:
            return None
        made = actions.ask(
            by=by,
            at=at,
            aim=Aim(case.written["aim"]),
            profile=profiles(by)[0][0],
            employment_id=work[0].employment_id,
        )
        desk = stage.acting(Role.COORDINATOR, "", at)
        for person in case.panel:
            actions.add_member(by=desk, at=at, assessment_id=made.pk, person_id=stage.people[person])
        for person in case.panel:
            actions.declare(by=stage.actor(person, at), at=at, assessment_id=made.pk, conflict=False)
    return made.pk


def _submit(case: _Case, assessment_id: UUID) -> None:
    stage, on = case.stage, case.day("submitted")
    assert on is not None
    with stage.on(on) as at:
        by = stage.actor(case.starter, at)
        pieces = [
            add_evidence(
                by=by,
                at=at,
                new=NewEvidence(
                    EvidenceKind.TEXT, piece["title"], text=piece["text"], indicators=tuple(piece["about"])
                ),
            ).pk
            for piece in case.written["pieces"]
        ]
        actions.submit(
            by=by,
            at=at,
            assessment_id=assessment_id,
            evidence_ids=pieces,
            statement=case.written["statement"],
        )


def _judge(case: _Case, assessment_id: UUID, person: str, given: dict[str, Any], by: Actor) -> None:
    at = case.stage.at(case.day("judged") or case.day("judging") or case.stage.now.date())
    actions.open_submission(by=by, at=at, assessment_id=assessment_id)
    instrument = instrument_of(by, Assessment.objects.get(pk=assessment_id))
    other = given.get("other", {})
    values = {item.key: other.get(item.key, given["level"]) for item in instrument.items}
    actions.give_judgement(
        by=by,
        at=at,
        assessment_id=assessment_id,
        expected_version=0,
        answers=Answers(values, given.get("notes", {})),
        interview={},
    )
    assert Judgement.objects.filter(member__person=case.stage.people[person]).exists()


def _advise(case: _Case, assessment_id: UUID, on: date) -> None:
    stage, written = case.stage, case.written
    with stage.on(on) as at:
        first = stage.actor(case.panel[0], at)
        begun = Advice.objects.get(assessment=assessment_id)
        given = written["levels"][0]
        instrument = instrument_of(first, begun.assessment)
        values = {item.key: given["other"].get(item.key, given["level"]) for item in instrument.items}
        made = actions.write_advice(
            by=first,
            at=at,
            assessment_id=assessment_id,
            expected_version=begun.version,
            advice=NewAdvice(
                answers=Answers(values),
                strengths=written["strengths"],
                growth=written["growth"],
                outcome=Outcome(written["outcome"]),
                reasons=written["reasons"],
            ),
        )
        for person in case.panel:
            actions.sign(
                by=stage.actor(person, at),
                at=at,
                assessment_id=assessment_id,
                expected_version=made.version,
                agrees=True,
            )


def _decide(case: _Case, assessment_id: UUID) -> None:
    stage, written, on = case.stage, case.written, case.day("decided")
    board = next(each.board for each in stage.described.starters if each.person == case.starter)
    decider = stage.holder(Role.BOARD_EXECUTIVE, board, on) if on else ""
    if on is None or not decider:
        return
    with stage.on(on) as at:
        actions.decide(
            by=stage.actor(decider, at),
            at=at,
            assessment_id=assessment_id,
            outcome=Outcome(written["outcome"]),
            reasons=written["reasons"],
        )
    for name, verb, words in (
        ("stated", actions.add_statement, {"text": written.get("words", "")}),
        ("objected", actions.object_to, {"reasons": written.get("objection", "")}),
    ):
        day = case.day(name)
        if day is not None:
            with stage.on(day) as at:
                by = stage.actor(case.starter, at)
                verb(by=by, at=at, assessment_id=assessment_id, **words)
