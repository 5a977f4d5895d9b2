"""One case for each action of joint assessment."""

from collections.abc import Callable
from datetime import date

from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import Signal
from startlijn.domain.assessment.terms import Aim, Deadlines, Outcome
from startlijn.domain.guidance import actions as guidance
from tests.conftest import AT, World
from tests.domain.assessment.conftest import PROFILE, House, answered, later

Act = Callable[[], object]


def _as(house: House, person: object, verb: Callable[..., object], **given: object) -> Act:
    actor = house.actor(person)

    def act() -> object:
        with house.world.here():
            return verb(**({"by": actor, "at": AT} | given))

    return act


def _clock(house: House, verb: Callable[..., object], days: int) -> Act:
    def act() -> object:
        with house.world.here():
            return verb(by=house.world.operator, at=later(days))

    return act


def _in_house(prepare: Callable[[House], Act]) -> Callable[[World], Act]:
    return lambda world: prepare(House(world))


def _ask(house: House) -> Act:
    given = {"aim": Aim.BASIC, "profile": PROFILE.id, "employment_id": house.work.pk}
    return _as(house, house.starter, actions.ask, **given)


def _submit(house: House) -> Act:
    made = house.asked()
    house.panel(made)
    house.declare(made)
    given = {"assessment_id": made.pk, "evidence_ids": [house.evidence.pk], "statement": "Words"}
    return _as(house, house.starter, actions.submit, **given)


def _withdraw(house: House) -> Act:
    return _as(house, house.starter, actions.withdraw, assessment_id=house.judging().pk)


def _add_statement(house: House) -> Act:
    made = house.decided()
    return _as(house, house.starter, actions.add_statement, assessment_id=made.pk, text="My words")


def _object_to(house: House) -> Act:
    made = house.decided()
    return _as(house, house.starter, actions.object_to, assessment_id=made.pk, reasons="Otherwise")


def _add_member(house: House) -> Act:
    made = house.asked()
    given = {"assessment_id": made.pk, "person_id": house.near.pk}
    return _as(house, house.coordinator, actions.add_member, **given)


def _remove_member(house: House) -> Act:
    made = house.judging(house.near, house.far, house.third)
    house.give(made, house.near)
    house.give(made, house.far)
    house.save(made, house.third, answered(1))
    given = {"assessment_id": made.pk, "member_id": house.member(made, house.third).pk}
    return _as(house, house.coordinator, actions.remove_member, **given)


def _set_dates(house: House) -> Act:
    given = {"assessment_id": house.asked().pk, "expected_version": 1}
    dates = {"due_on": date(2027, 1, 15), "interview_at": later(20)}
    return _as(house, house.coordinator, actions.set_dates, **given, **dates)


def _keep_terms(house: House) -> Act:
    given = {"board_id": house.world.board.pk, "deadlines": Deadlines(judge=5), "expected_version": 0}
    return _as(house, house.coordinator, actions.keep_terms, **given)


def _declare(house: House) -> Act:
    made = house.asked()
    house.panel(made)
    house.declare(made, house.near)
    house.submit(made)
    return _as(house, house.far, actions.declare, assessment_id=made.pk, conflict=False)


def _judgement(verb: Callable[..., object]) -> Callable[[House], Act]:
    def prepare(house: House) -> Act:
        made = house.judging()
        house.give(made, house.far)
        given = {"assessment_id": made.pk, "expected_version": 0, "answers": answered(), "interview": {}}
        return _as(house, house.near, verb, **given)

    return prepare


def _question(house: House) -> dict[str, object]:
    return {"area": PROFILE.parts[0].key, "text": "How did it begin?"}


def _propose(house: House) -> Act:
    made = house.judging()
    return _as(house, house.near, actions.propose_question, assessment_id=made.pk, **_question(house))


def _agree_question(house: House) -> Act:
    made = house.judging()
    asked = house.do(actions.propose_question, house.near, assessment_id=made.pk, **_question(house))
    return _as(house, house.far, actions.agree_question, question_id=asked.pk)


def _write_advice(house: House) -> Act:
    made = house.consensus()
    house.write(made)
    house.sign(made, house.near)
    advice = actions.NewAdvice(answered(), "Calm", "More", Outcome.REACHED, "Seen")
    given = {"assessment_id": made.pk, "expected_version": house.advice_of(made).version, "advice": advice}
    return _as(house, house.far, actions.write_advice, **given)


def _sign(house: House) -> Act:
    made = house.consensus()
    house.write(made)
    house.sign(made, house.near)
    given = {"assessment_id": made.pk, "expected_version": house.advice_of(made).version, "agrees": True}
    return _as(house, house.far, actions.sign, **given)


def _decide(house: House) -> Act:
    made = house.advised()
    return _as(house, house.executive, actions.decide, assessment_id=made.pk, outcome=Outcome.REACHED)


def _answer(house: House) -> Act:
    given = {"assessment_id": house.objected().pk, "outcome": Outcome.REACHED, "answer": "Looked again"}
    return _as(house, house.leader, actions.answer_objection, **given)


def _give_signal(house: House) -> Act:
    given = {"employment_id": house.work.pk, "strengths": "Warm", "grow": "Order"}
    return _as(house, house.leader, actions.give_signal, **given)


def _plan(house: House) -> dict[str, object]:
    told = house.do(
        actions.give_signal, house.leader, employment_id=house.work.pk, strengths="Warm", grow="Order"
    )
    days = {"started_on": date(2026, 11, 3), "ends_on": date(2027, 2, 1)}
    return {"signal_id": told.pk, "expected_version": 0, "goals": "A start", "support": "A visit", **days}


def _plan_support(house: House) -> Act:
    return _as(house, house.leader, actions.plan_support, **_plan(house))


def _agree_plan(house: House) -> Act:
    plan = house.do(actions.plan_support, house.leader, **_plan(house))
    return _as(house, house.starter, actions.agree_plan, plan_id=plan.pk)


def _remind(house: House) -> Act:
    house.judging()
    return _clock(house, actions.remind, 22)


def _close(house: House) -> Act:
    house.decided()
    return _clock(house, actions.close_settled, 43)


def _open(verb: Callable[..., object], who: str) -> Callable[[House], Act]:
    def prepare(house: House) -> Act:
        made = house.decided()
        return _as(house, getattr(house, who), verb, assessment_id=made.pk)

    return prepare


def _open_signals(house: House) -> Act:
    _plan(house)
    with house.world.here():
        rows = list(Signal.objects.all())
    return _as(house, house.leader, actions.open_signals, rows=rows)


def _open_file(house: House) -> Act:
    file_id = house.add_file()
    made = house.judging()
    given = {"assessment_id": made.pk, "file_id": file_id}
    return _as(house, house.near, actions.open_submitted_file, **given)


def _given(house: House) -> dict[str, object]:
    made = house.judging()
    pieces = {"evidence_ids": [house.evidence.pk], "last_day": date(2026, 12, 20)}
    return {"assessment_id": made.pk, **pieces}


def _release_to_panel(house: House) -> Act:
    return _as(house, house.starter, actions.release_to_panel, **_given(house))


def _take_back(house: House) -> Act:
    row = house.do(actions.release_to_panel, house.starter, **_given(house))
    return _as(house, house.starter, actions.take_back, release_id=row.pk)


def _take_all_back(house: House) -> Act:
    house.do(actions.release_to_panel, house.starter, **_given(house))
    return _as(house, house.starter, actions.take_all_back)


def _open_given(house: House) -> Act:
    row = house.do(actions.release_to_panel, house.starter, **_given(house))
    given = {"assessment_id": row.assessment_id, "release_id": row.pk}
    return _as(house, house.near, actions.open_given, **given)


def _proposal(house: House) -> dict[str, object]:
    return {"employment_id": house.work.pk, "aim": Aim.BASIC, "profile": PROFILE.id}


def _propose_one(house: House) -> Act:
    return _as(house, house.educator, actions.propose, **_proposal(house))


def _answer_proposal(house: House) -> Act:
    row = house.do(actions.propose, house.educator, **_proposal(house))
    return _as(house, house.starter, actions.answer_proposal, request_id=row.pk, accepts=True)


def _without_board(house: House) -> None:
    with house.world.here():
        house.work.board = house.work.school = None
        house.work.save()


def _ask_without_board(house: House) -> Act:
    _without_board(house)
    return _as(house, house.starter, actions.ask_without_board, **_proposal(house))


def _name_decider(house: House) -> Act:
    _without_board(house)
    row = house.do(actions.ask_without_board, house.starter, **_proposal(house))
    given = {"request_id": row.pk, "board_id": house.other_board.pk}
    return _as(house, house.coordinator, actions.name_decider, **given)


def _replace_member(house: House) -> Act:
    made = house.consensus()
    house.write(made)
    given = {"assessment_id": made.pk, "member_id": house.member(made, house.near).pk}
    return _as(house, house.coordinator, actions.remove_member, reason="Ill", **given)


def _asked_both(house: House) -> dict[str, object]:
    days = {"reason": "Nobody else", "last_day": date(2027, 6, 1)}
    return {"starter_id": house.starter.pk, "holder_id": house.coach.pk, **days}


def _ask_both(house: House) -> Act:
    return _as(house, house.coordinator, guidance.ask_both_roles, **_asked_both(house))


def _answer_both(house: House) -> Act:
    row = house.do(guidance.ask_both_roles, house.coordinator, **_asked_both(house))
    return _as(house, house.starter, guidance.answer_both_roles, exception_id=row.pk, accepts=True)


def _withdraw_both(house: House) -> Act:
    row = house.do(guidance.ask_both_roles, house.coordinator, **_asked_both(house))
    return _as(house, house.coordinator, guidance.withdraw_both_roles, exception_id=row.pk)


CASES: dict[str, Callable[[World], Act]] = {
    "assessment.add_member": _in_house(_add_member),
    "assessment.add_statement": _in_house(_add_statement),
    "assessment.answer_proposal": _in_house(_answer_proposal),
    "assessment.ask_without_board": _in_house(_ask_without_board),
    "assessment.name_decider": _in_house(_name_decider),
    "assessment.propose": _in_house(_propose_one),
    "assessment.remove_member, who judged": _in_house(_replace_member),
    "assessment.agree_plan": _in_house(_agree_plan),
    "assessment.agree_question": _in_house(_agree_question),
    "assessment.answer_objection": _in_house(_answer),
    "assessment.ask": _in_house(_ask),
    "assessment.close_settled": _in_house(_close),
    "assessment.decide": _in_house(_decide),
    "assessment.declare": _in_house(_declare),
    "assessment.give_judgement": _in_house(_judgement(actions.give_judgement)),
    "assessment.give_signal": _in_house(_give_signal),
    "assessment.keep_terms": _in_house(_keep_terms),
    "assessment.object_to": _in_house(_object_to),
    "assessment.open_as_assessor": _in_house(_open(actions.open_as_assessor, "near")),
    "assessment.open_as_decider": _in_house(_open(actions.open_as_decider, "executive")),
    "assessment.open_given": _in_house(_open_given),
    "assessment.open_signals": _in_house(_open_signals),
    "assessment.open_submission": _in_house(_open(actions.open_submission, "near")),
    "assessment.open_submitted_file": _in_house(_open_file),
    "assessment.open_to_follow": _in_house(_open(actions.open_to_follow, "hr")),
    "assessment.plan_support": _in_house(_plan_support),
    "assessment.propose_question": _in_house(_propose),
    "assessment.release_to_panel": _in_house(_release_to_panel),
    "assessment.remind": _in_house(_remind),
    "assessment.remove_member": _in_house(_remove_member),
    "assessment.save_judgement": _in_house(_judgement(actions.save_judgement)),
    "assessment.set_dates": _in_house(_set_dates),
    "assessment.sign": _in_house(_sign),
    "assessment.submit": _in_house(_submit),
    "assessment.take_all_back": _in_house(_take_all_back),
    "assessment.take_back": _in_house(_take_back),
    "assessment.withdraw": _in_house(_withdraw),
    "assessment.write_advice": _in_house(_write_advice),
    "guidance.answer_both_roles": _in_house(_answer_both),
    "guidance.ask_both_roles": _in_house(_ask_both),
    "guidance.withdraw_both_roles": _in_house(_withdraw_both),
}
