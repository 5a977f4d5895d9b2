"""Words of a learning group: phases of a meeting, columns of the board, kinds of notes, refusals."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError
from startlijn.domain.meetings.terms import SeriesKind

TEAM_LEAST, TEAM_MOST = 6, 12  # people (domain.md §0 finding 7, §1.5 C2)
MOST_CARDS = 200  # on one board
MOST_NOTES = 500
WITH_A_ROOM = (SeriesKind.COURSE, SeriesKind.PLG, SeriesKind.GROUP, SeriesKind.NETWORK, SeriesKind.OTHER)


class Phase(models.TextChoices):
    """The five phases of a meeting: the seed names the middle three (seed 000 line 47, domain.md 0.24)."""

    STANDUP = "standup", _("stand-up")
    EXPLORE = "explore", _("explore")
    CONDENSE = "condense", _("condense")
    MAKE = "make", _("make")
    RETRO = "retro", _("retrospective")


# Together 120 minutes; the stand-up takes at most 15, the other four are our proposal (domain.md §8, INFER).
DEFAULT_MINUTES: dict[Phase, int] = {
    Phase.STANDUP: 15,
    Phase.EXPLORE: 30,
    Phase.CONDENSE: 25,
    Phase.MAKE: 35,
    Phase.RETRO: 15,
}


class Column(models.TextChoices):
    """Where a card stands on the action board."""

    TODO = "todo", _("to do")
    DOING = "doing", _("doing")
    DONE = "done", _("done")


class NoteKind(models.TextChoices):
    """What is noted of a meeting."""

    DECISION = "decision", _("decision")
    ACTION = "action", _("action")


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card: what, who (a member of the series), by when, for which team (0: everybody)."""

    what: str
    who_id: UUID | None = None
    due_on: date | None = None
    team: int = 0


class AgendaSumError(RefusedError):
    """The phases do not fill the meeting."""

    code = "agenda_sum"
    message = gettext_noop(
        "Together the phases take %(sum)s minutes; the meeting takes %(minutes)s. Change %(apart)s minutes."
    )


class EmptyCardError(RefusedError):
    """A card without words."""

    code = "empty_card"
    message = gettext_noop("Write what will be done.")


class ManyCardsError(RefusedError):
    """More cards than a board can hold."""

    code = "many_cards"
    message = gettext_noop("A board holds %(most)s cards. Remove some that are done.")


class ManyNotesError(RefusedError):
    """More notes than a group keeps."""

    code = "many_notes"
    message = gettext_noop("A group keeps %(most)s notes. Remove some old ones.")


class EmptyNoteError(RefusedError):
    """A note without words."""

    code = "empty_note"
    message = gettext_noop("Write what you decided or agreed on.")


class NoTeamError(RefusedError):
    """There is no such team."""

    code = "no_team"
    message = gettext_noop("Choose a team from the list.")


class TooFewForTeamsError(RefusedError):
    """A group of twelve or fewer works as one team."""

    code = "too_few_for_teams"
    message = gettext_noop(
        "With %(count)s people you work well as one team. From %(least)s on you can split up."
    )
