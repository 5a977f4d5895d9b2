"""Share what a board has realised, take it back, follow a board."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Board
from startlijn.base.post.actions import send_mail
from startlijn.domain.networks.models import BoardExample, BoardFollower
from startlijn.domain.networks.queries.boards import (
    board_to_follow,
    boards_to_share_for,
    example_to_take_back,
)


@transaction.atomic
def share(*, by: Actor, at: datetime, board_id: UUID, title: str, text: str) -> BoardExample:
    """Share what a board has realised; who follows it gets a mail. Raises `NotVisibleError`."""
    if board_id not in dict(boards_to_share_for(by)):
        raise NotVisibleError("Board")
    board = Board.objects.get(pk=board_id)
    example = BoardExample.objects.create(
        partnership_id=board.partnership_id,
        board=board,
        title=title.strip(),
        text=text.strip(),
        shared_at=at,
    )
    _tell(by, at, board)
    record(by=by, at=at, action="board_example.share", on=example)
    return example


def _tell(by: Actor, at: datetime, board: Board) -> None:
    followers = BoardFollower.objects.filter(board=board).exclude(person=by.person_id)
    for row in followers.select_related("person__account"):
        person = row.person
        if person.account is None or not person.account.email:
            continue
        send_mail(
            by=by,
            at=at,
            to=person.account.email,
            template="network_example",
            language=person.language,
            context={"first_name": person.given_name, "link": "/networks/boards/"},
        )


@transaction.atomic
def take_back(*, by: Actor, at: datetime, example_id: UUID) -> None:
    """Take back what the own board shared: it is gone. Raises `NotVisibleError`."""
    example = example_to_take_back(by, example_id)
    record(by=by, at=at, action="board_example.take_back", on=example)
    example.delete()


@transaction.atomic
def follow(*, by: Actor, at: datetime, example_id: UUID) -> BoardFollower:
    """Follow the board that shared an example; following twice changes nothing. Raises `NotVisibleError`."""
    line = board_to_follow(by, example_id)
    if by.person_id is None or by.partnership_id is None:
        raise NotVisibleError("Board")
    row, _made = BoardFollower.objects.get_or_create(
        person_id=by.person_id,
        board_id=line.id,
        defaults={"partnership_id": by.partnership_id, "since": at},
    )
    record(by=by, at=at, action="board_example.follow", on=row)
    return row


@transaction.atomic
def stop_following(*, by: Actor, at: datetime, example_id: UUID) -> None:
    """Follow the board that shared an example no longer; not following changes nothing.

    Raises `NotVisibleError`.
    """
    line = board_to_follow(by, example_id)
    row = BoardFollower.objects.filter(person=by.person_id, board=line.id).first()
    if row is not None:
        record(by=by, at=at, action="board_example.stop_following", on=row)
        row.delete()
