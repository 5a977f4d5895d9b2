"""What a board calls the indicators of the profile."""

from dataclasses import dataclass
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.organisations.models import Board
from startlijn.domain.dossier.models import BoardWord
from startlijn.domain.dossier.queries.own import profile_in_force


@dataclass(frozen=True, slots=True)
class WordRow:
    """An indicator with what the board calls it; empty when it has no word of its own."""

    key: str
    area: str
    name: str
    words: str


def boards_to_word(actor: Actor) -> list[tuple[UUID, str]]:
    """Return the boards whose words the actor keeps, by name."""
    rows = visible(actor, Permission.POLICY_MANAGE, Board).order_by("name", "pk")
    return [(row.pk, row.name) for row in rows]


def board_words(actor: Actor, board_id: UUID) -> tuple[str, list[WordRow]]:
    """Return the name of a board and its words, in the order of the profile. Raises `NotVisibleError`."""
    board = get_visible(actor, Permission.POLICY_MANAGE, Board, board_id)
    kept = dict(BoardWord.objects.filter(board=board).values_list("indicator", "words"))
    return board.name, [
        WordRow(item.key, part.title.told(), item.text.told(), kept.get(item.key, ""))
        for part in profile_in_force().parts
        for item in part.items
    ]
