"""What boards share, and whom one follows."""

from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must, places
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place
from startlijn.base.organisations.models import Board
from startlijn.base.seams import day_of
from startlijn.domain.networks.models import BoardExample, BoardFollower
from startlijn.domain.networks.terms import BoardLine, ExampleLine


def _followed(actor: Actor) -> set[UUID]:
    rows = visible(actor, Permission.NETWORKS_OWN, BoardFollower).filter(person=actor.person_id)
    return set(rows.values_list("board", flat=True))


def examples(actor: Actor) -> list[ExampleLine]:
    """Return what boards of the partnership shared, the latest first. Two queries."""
    must(actor, Permission.NETWORKS_READ)
    followed = _followed(actor)
    own = places(actor, Permission.NETWORKS_MANAGE).get(Place.BOARD, frozenset())
    return [
        ExampleLine(
            id=row.pk,
            board_id=row.board_id,
            board=row.board.name,
            title=row.title,
            text=row.text,
            shared_on=day_of(row.shared_at),
            own=row.board_id in own,
            followed=row.board_id in followed,
        )
        for row in BoardExample.objects.select_related("board").order_by("-shared_at", "pk")
    ]


def board_to_follow(actor: Actor, example_id: UUID) -> BoardLine:
    """Return the board that shared an example, to whoever works in the partnership. Two queries.

    Raises `NotVisibleError`.
    """
    must(actor, Permission.NETWORKS_OWN)
    example = BoardExample.objects.filter(pk=example_id).select_related("board").first()
    if example is None or actor.person_id is None:
        raise NotVisibleError("BoardExample")
    return BoardLine(example.board_id, example.board.name, example.board_id in _followed(actor))


def example_to_take_back(actor: Actor, example_id: UUID) -> BoardExample:
    """Return what the own board shared. Raises `NotVisibleError`."""
    return get_visible(actor, Permission.NETWORKS_MANAGE, BoardExample, example_id)


def boards_to_share_for(actor: Actor) -> list[tuple[UUID, str]]:
    """Return the boards (id, name) for which the actor may share. One query."""
    ids = places(actor, Permission.NETWORKS_MANAGE).get(Place.BOARD, frozenset())
    return list(Board.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name"))
