"""What a board calls the indicators: so the dossier fits its own competence management."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Board
from startlijn.domain.dossier.models import BoardWord
from startlijn.domain.dossier.queries.own import keys_of, profile_in_force
from startlijn.domain.dossier.terms import UnknownIndicatorError


@transaction.atomic
def keep_words(*, by: Actor, at: datetime, board_id: UUID, words: Mapping[str, str]) -> int:
    """Keep what a board calls indicators, in place of what it called them; an empty word takes it away.

    Indicators that are not named stay as they are. Returns how many words there are now. Raises
    `UnknownIndicatorError`, `NotVisibleError`.
    """
    board = get_visible(by, Permission.POLICY_MANAGE, Board, board_id)
    Board.objects.select_for_update(of=("self",)).get(pk=board.pk)
    if not set(words) <= set(keys_of(profile_in_force())):
        raise UnknownIndicatorError
    BoardWord.objects.filter(board=board, indicator__in=words).delete()
    BoardWord.objects.bulk_create(
        BoardWord(
            partnership_id=board.partnership_id, board=board, indicator=key, words=" ".join(text.split())
        )
        for key, text in words.items()
        if text.strip()
    )
    record(by=by, at=at, action="dossier.words", on=board, details={"words": len(words)})
    return BoardWord.objects.filter(board=board).count()
