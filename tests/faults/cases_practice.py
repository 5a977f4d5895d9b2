"""One case for each action on lines: steps, coaches, ticks, needs, notes, calendars, letters."""

from collections.abc import Callable
from datetime import timedelta

from startlijn.base.people import actions as people
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Step, TickLink
from startlijn.domain.guidance.terms import Outcome, Side
from tests.conftest import World
from tests.domain.guidance.practice.conftest import FIRST, TODAY, Guidance, at

Act = Callable[[], object]
PROFILE = {
    "training": "trained",
    "trained_until": None,
    "most_starters": 2,
    "hours_per_year": 40,
    "subjects": "",
    "days": ["mon"],
}


def _do(guidance: Guidance, verb: Callable[..., object], **given: object) -> Act:
    return lambda: guidance.do(verb, **given)


def _with_starter(prepare: Callable[..., Act]) -> Callable[[World], Act]:
    def case(world: World) -> Act:
        guidance = Guidance(world)
        trajectory = guidance.starter()
        return prepare(guidance, trajectory)

    return case


def _paired(prepare: Callable[..., Act]) -> Callable[[World], Act]:
    def with_coach(guidance: Guidance, trajectory) -> Act:
        guidance.pair(trajectory)
        return prepare(guidance, trajectory)

    return _with_starter(with_coach)


def _due(guidance: Guidance, trajectory) -> Step:
    return next(step for step in guidance.steps(trajectory, "coaching_talk") if step.planned_on < TODAY)


def _make_line(guidance, trajectory) -> Act:
    with guidance.world.here():
        Step.objects.filter(trajectory=trajectory, year=2).delete()
    return _do(guidance, actions.make_line, trajectory_id=trajectory.pk)


def _add_step(guidance, trajectory) -> Act:
    return _do(
        guidance,
        actions.add_step,
        trajectory_id=trajectory.pk,
        title="Koffie",
        planned_on=TODAY,
        minutes=30,
    )


def _move_step(guidance, trajectory) -> Act:
    step = _due(guidance, trajectory)
    guidance.tick(step, Side.STARTER, guidance.as_starter(trajectory), Outcome.MOVED, 0)
    return _do(guidance, actions.move_step, step_id=step.pk, planned_on=TODAY, expected_version=step.version)


def _cancel_step(guidance, trajectory) -> Act:
    step = _due(guidance, trajectory)
    return _do(guidance, actions.cancel_step, step_id=step.pk, expected_version=step.version)


def _swap_element(guidance, trajectory) -> Act:
    with guidance.world.here():
        mine = guidance.version.elements.get(title_nl="Lesbezoek")
        other = guidance.version.elements.get(title_nl="Kijken naar video")
    return _do(
        guidance,
        actions.swap_element,
        by=guidance.as_starter(trajectory),
        trajectory_id=trajectory.pk,
        element_id=mine.pk,
        other_id=other.pk,
    )


def _pair(guidance, trajectory) -> Act:
    return _do(
        guidance,
        actions.pair,
        trajectory_id=trajectory.pk,
        coach_id=guidance.coach_person.pk,
        started_on=FIRST,
    )


def _hand_over(guidance, trajectory) -> Act:
    other = guidance.world.person("coach", "school", guidance.school.pk)
    return _do(guidance, actions.hand_over, trajectory_id=trajectory.pk, coach_id=other.pk, started_on=TODAY)


def _end_pairing(guidance, trajectory) -> Act:
    with guidance.world.here():
        pk = trajectory.pairings.get().pk
    return _do(guidance, actions.end_pairing, pairing_id=pk, finished_on=TODAY)


def _keep_coach(guidance, trajectory) -> Act:
    return _do(
        guidance,
        actions.keep_coach,
        person_id=guidance.coach_person.pk,
        school_id=guidance.school.pk,
        **PROFILE,
    )


def _change_own_coach_details(guidance, trajectory) -> Act:
    _keep_coach(guidance, trajectory)()
    return _do(
        guidance,
        actions.change_own_coach_details,
        by=guidance.coach,
        subjects="taal",
        days=[],
        expected_version=1,
    )


def _make_coach(guidance, trajectory) -> Act:
    person = guidance.world.person("auditor", "school", guidance.school.pk)
    return _do(
        guidance, people.make_coach, person_id=person.pk, school_id=guidance.school.pk, started_on=TODAY
    )


def _tick(guidance, trajectory) -> Act:
    return _do(
        guidance,
        actions.tick,
        by=guidance.as_starter(trajectory),
        step_id=_due(guidance, trajectory).pk,
        side=Side.STARTER,
        outcome=Outcome.DONE,
        minutes=60,
        seconds=20,
    )


def _tick_by_link(guidance, trajectory) -> Act:
    from startlijn.base.accounts.rules import token_hash

    with guidance.world.here():
        TickLink.objects.create(
            partnership=guidance.world.partnership,
            step=_due(guidance, trajectory),
            person_id=trajectory.person_id,
            side=Side.STARTER,
            token_hash=token_hash("secret"),
            expires_at=at(TODAY) + timedelta(days=1),
        )
    return _do(
        guidance,
        actions.tick_by_link,
        by=guidance.as_starter(trajectory),
        token="secret",
        outcome=Outcome.DONE,
        minutes=60,
    )


def _answer_needs(guidance, trajectory) -> Act:
    return _do(
        guidance,
        actions.answer_needs,
        by=guidance.as_starter(trajectory),
        trajectory_id=trajectory.pk,
        concerns={"parents": 2},
        own_words="Rust",
        seconds=60,
    )


def _remove_needs(guidance, trajectory) -> Act:
    made = _answer_needs(guidance, trajectory)()
    return _do(guidance, actions.remove_needs, by=guidance.as_starter(trajectory), intake_id=made.pk)


def _note(guidance, trajectory, **given):
    with guidance.day():
        return actions.write_note(
            by=guidance.coach,
            at=at(TODAY),
            trajectory_id=trajectory.pk,
            on=TODAY,
            worked="Rustige start",
            seconds=30,
        )


def _write_note(guidance, trajectory) -> Act:
    return lambda: _note(guidance, trajectory)


def _change_note(guidance, trajectory) -> Act:
    note = _note(guidance, trajectory)

    def act() -> object:
        with guidance.day():
            return actions.change_note(
                by=guidance.coach, at=at(TODAY), note_id=note.pk, on=TODAY, goal="Tempo", seconds=5
            )

    return act


def _remove_note(guidance, trajectory) -> Act:
    note = _note(guidance, trajectory)
    return _do(guidance, actions.remove_note, by=guidance.as_starter(trajectory), note_id=note.pk)


def _make_feed(guidance, trajectory) -> Act:
    guidance.do(actions.make_feed, by=guidance.as_starter(trajectory))
    return _do(guidance, actions.make_feed, by=guidance.as_starter(trajectory))


def _revoke_feed(guidance, trajectory) -> Act:
    guidance.do(actions.make_feed, by=guidance.as_starter(trajectory))
    return _do(guidance, actions.revoke_feed, by=guidance.as_starter(trajectory))


def _send_letters(guidance, trajectory) -> Act:
    return _do(guidance, actions.send_letters, by=guidance.world.operator)


CASES: dict[str, Callable[[World], Act]] = {
    "guidance.make_line": _with_starter(_make_line),
    "guidance.add_step": _with_starter(_add_step),
    "guidance.move_step": _with_starter(_move_step),
    "guidance.cancel_step": _with_starter(_cancel_step),
    "guidance.swap_element": _with_starter(_swap_element),
    "guidance.pair": _with_starter(_pair),
    "guidance.hand_over": _paired(_hand_over),
    "guidance.end_pairing": _paired(_end_pairing),
    "guidance.keep_coach": _with_starter(_keep_coach),
    "guidance.change_own_coach_details": _with_starter(_change_own_coach_details),
    "people.make_coach": _with_starter(_make_coach),
    "guidance.tick": _with_starter(_tick),
    "guidance.tick_by_link": _with_starter(_tick_by_link),
    "guidance.answer_needs": _with_starter(_answer_needs),
    "guidance.remove_needs": _with_starter(_remove_needs),
    "guidance.write_note": _paired(_write_note),
    "guidance.change_note": _paired(_change_note),
    "guidance.remove_note": _paired(_remove_note),
    "guidance.make_feed": _with_starter(_make_feed),
    "guidance.revoke_feed": _with_starter(_revoke_feed),
    "guidance.send_letters": _paired(_send_letters),
}
