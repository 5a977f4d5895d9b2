"""Words of networks, and why something is refused."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError
from startlijn.domain.meetings.queries.own import OwnMeeting

LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """A learning network in the list. `joined`: who looks is in it."""

    id: UUID
    name: str
    about: str
    members: int
    joined: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """A learning network. `people` (name and school) and `meetings` are empty for who is not in it."""

    line: NetworkLine
    runs: bool
    series_id: UUID
    people: tuple[tuple[str, str], ...]
    meetings: tuple[OwnMeeting, ...]
    version: int


@dataclass(frozen=True, slots=True)
class VideoLine:
    """An own appointment for coaching with video, with the name of the other."""

    id: UUID
    other: str
    starts_at: datetime
    ends_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """What a board shared. `own`: who looks may take it back; `followed`: who looks follows the board."""

    id: UUID
    board_id: UUID
    board: str
    title: str
    text: str
    shared_on: date
    own: bool
    followed: bool


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A board one may follow."""

    id: UUID
    name: str
    followed: bool


class NetworkEndedError(RefusedError):
    """Nobody joins a network that has ended."""

    code = "network_ended"
    message = gettext_noop("This network has ended. You can start or join another one.")


class NoPlaceForNetworkError(RefusedError):
    """A network is of a school, a sub-region or the partnership, of which the person runs none."""

    code = "network_nowhere"
    message = gettext_noop("Choose for whom this network is: a school, a sub-region or the partnership.")
