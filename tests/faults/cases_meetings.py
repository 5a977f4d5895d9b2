"""Everything that is done with meetings, broken off halfway."""

from collections.abc import Callable
from datetime import time, timedelta
from functools import partial

from startlijn.domain.meetings import actions
from startlijn.domain.meetings.models import Meeting, Series
from startlijn.domain.meetings.queries.answering import behind_link
from startlijn.domain.meetings.terms import Answer, Chosen, NewMember, Presence, SeriesKind
from tests.conftest import AT, World
from tests.domain.meetings.conftest import WISH, Company
from tests.domain.meetings.test_meetings import STARTS

Act = Callable[[], object]
GUEST = NewMember(name="Gijs Gast", email="gijs@b.example")


def _with(scenario: Callable[[Company], Act]) -> Callable[[World], Act]:
    """Prepare a scenario in a company of its own."""
    return lambda world: scenario(Company(world))


def _do(company: Company, verb: Callable[..., object], **given: object) -> Act:
    """Return the act of the one who plans."""
    given = {"by": company.planner, "at": AT} | given

    def act() -> object:
        with company.world.here():
            return verb(**given)

    return act


def _add(company: Company) -> tuple[Series, Meeting]:
    series = company.series(wish=None)
    made = _do(company, actions.add_meeting, series_id=series.pk, starts_at=STARTS)()
    assert isinstance(made, Meeting)
    series.refresh_from_db()
    return series, made


def _make(company: Company) -> Act:
    given = {"kind": SeriesKind.OTHER, "title": "New", "members": company.members(), "wish": WISH}
    return _do(company, actions.make_series, **given)


def _members(company: Company) -> Act:
    series, _meeting = _add(company)
    gone = company.member(series, 2).pk
    return _do(company, actions.change_members, series_id=series.pk, add=[GUEST], remove=[gone])


def _adjust(company: Company) -> Act:
    series, _meeting = _add(company)
    return _do(company, actions.adjust_members, series=series, add=[GUEST], required=[])


def _wish(company: Company) -> Act:
    series = company.series()
    given = {"expected_version": series.version, "title": "Other", "minutes": 90, "wish": WISH}
    return _do(company, actions.change_wish, series_id=series.pk, **given)


def _versioned(verb: Callable[..., object], company: Company) -> Act:
    series = company.series()
    return _do(company, verb, series_id=series.pk, expected_version=series.version)


def _polling(verb: Callable[..., object], company: Company) -> Act:
    return _do(company, verb, series_id=company.polling().pk)


def _answer(company: Company) -> Act:
    series = company.polling()
    company.answer(series, 0, "yes", "no")
    token = company.token(series, 0)
    answers = {slot.pk: Answer.MAYBE for slot in company.slots(series)[:2]}
    by = behind_link(token, AT)[0]
    return _do(company, actions.answer_by_link, by=by, token=token, answers=answers)


def _answer_for(company: Company) -> Act:
    series = company.polling()
    answers = {slot.pk: Answer.NO for slot in company.slots(series)[:2]}
    return _do(company, actions.answer_for, member_id=company.member(series, 1).pk, answers=answers)


def _link(company: Company) -> Act:
    series = company.polling()
    return _do(company, actions.take_back_link, member_id=company.member(series, 1).pk)


def _pin(company: Company) -> Act:
    slot = company.slots(company.polling())[0]
    host = company.schools[0].pk
    return _do(company, actions.pin_slot, slot_id=slot.pk, pinned=True, host_id=host)


def _plan(company: Company) -> Act:
    series = company.polling()
    dates = [Chosen(slot.pk, company.schools[0].pk) for slot in company.slots(series)[:2]]
    return _do(company, actions.plan_dates, series_id=series.pk, dates=dates)


def _by_hand(company: Company) -> Act:
    series = company.series(wish=None)
    return _do(company, actions.add_meeting, series_id=series.pk, starts_at=STARTS)


def _move(company: Company) -> Act:
    meeting = _add(company)[1]
    given = {"expected_version": 1, "starts_at": STARTS + timedelta(days=1), "minutes": 60}
    return _do(company, actions.move_meeting, meeting_id=meeting.pk, **given)


def _cancel(company: Company) -> Act:
    return _do(company, actions.cancel_meeting, meeting_id=_add(company)[1].pk, expected_version=1)


def _change(company: Company) -> Act:
    series, _meeting = _add(company)
    given = {"expected_version": series.version, "begins": time(9), "minutes": 60}
    return _do(company, actions.change_series, series_id=series.pk, **given)


def _attendance(company: Company) -> Act:
    series, meeting = _add(company)
    presence = {company.member(series, number).pk: Presence.PRESENT for number in range(3)}
    given = {"at": STARTS, "meeting_id": meeting.pk, "presence": presence}
    return _do(company, actions.record_attendance, **given)


def _revoke(company: Company) -> Act:
    series = company.series(wish=None)
    _do(company, actions.make_series_feed, series_id=series.pk)()
    return _do(company, actions.revoke_series_feed, series_id=series.pk)


def _feed(company: Company) -> Act:
    return _do(company, actions.make_series_feed, series_id=company.series(wish=None).pk)


CASES: dict[str, Callable[[World], Act]] = {
    "meetings.make_series": _with(_make),
    "meetings.change_members": _with(_members),
    "meetings.adjust_members": _with(_adjust),
    "meetings.change_wish": _with(_wish),
    "meetings.close_series": _with(partial(_versioned, actions.close_series)),
    "meetings.ask_members": _with(partial(_versioned, actions.ask_members)),
    "meetings.remind_members": _with(partial(_polling, actions.remind_members)),
    "meetings.answer_by_link": _with(_answer),
    "meetings.answer_for": _with(_answer_for),
    "meetings.take_back_link": _with(_link),
    "meetings.pin_slot": _with(_pin),
    "meetings.plan_dates": _with(_plan),
    "meetings.add_meeting": _with(_by_hand),
    "meetings.move_meeting": _with(_move),
    "meetings.cancel_meeting": _with(_cancel),
    "meetings.change_series": _with(_change),
    "meetings.record_attendance": _with(_attendance),
    "meetings.make_series_feed": _with(_feed),
    "meetings.revoke_series_feed": _with(_revoke),
}
