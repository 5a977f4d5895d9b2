"""What must be so before something is done: the state of a series, a host, people who are free."""

from collections.abc import Collection, Sequence
from uuid import UUID

from startlijn.base.access.terms import Actor
from startlijn.domain.meetings.models import Series, SeriesMember
from startlijn.domain.meetings.queries.clashes import clashes
from startlijn.domain.meetings.rules.slots import Moment
from startlijn.domain.meetings.terms import ClashError, NotAHostError, SeriesState, WrongSeriesStateError


def must_not_be_closed(series: Series) -> None:
    """Raise `WrongSeriesStateError` for a series that is closed."""
    if series.state == SeriesState.CLOSED:
        raise WrongSeriesStateError(state=SeriesState(series.state).label)


def must_be_polling(series: Series) -> None:
    """Raise `WrongSeriesStateError` unless the poll of a series is open."""
    if series.state != SeriesState.POLLING:
        raise WrongSeriesStateError(state=SeriesState(series.state).label)


def must_be_a_host(series: Series, school_id: UUID) -> None:
    """Raise `NotAHostError` unless a member belongs to the school."""
    if not SeriesMember.objects.filter(series=series, finished_on=None, school=school_id).exists():
        raise NotAHostError


def must_be_free(
    by: Actor,
    members: Sequence[SeriesMember],
    moment: Moment,
    *,
    reason: str,
    but: Collection[UUID] = (),
) -> None:
    """Raise `ClashError` when a member has another meeting then, unless there is a reason.

    A moment of a line that day is only a hint on the page: its hour is not known.
    """
    if reason.strip():
        return
    people = [member.person_id for member in members if member.person_id is not None]
    taken = clashes(by, people, moment.starts_at, moment.ends_at, but=but)
    names = list(dict.fromkeys(clash.person for clash in taken if clash.ends_at is not None))
    if names:
        raise ClashError(names=", ".join(names))
