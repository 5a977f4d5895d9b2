"""One case for each action of networks."""

from collections.abc import Callable

from startlijn.base.people.queries import actor_of_person
from startlijn.domain.networks import actions
from tests.conftest import AT, World

Act = Callable[[], object]


def _do(world: World, verb: Callable[..., object], **given: object) -> Act:
    def act() -> object:
        with world.here():
            return verb(**({"by": world.operator, "at": AT} | given))

    return act


def _start(world: World) -> Act:
    return _do(world, actions.start_network, name="Lower years", about="Classes.", place="")


def _joining(
    world: World, verb: Callable[..., object], *, before: Callable[..., object] | None = None
) -> Act:
    network = _start(world)()
    by = world.actor("starter", "school", world.school.pk)
    given = {"by": by, "network_id": network.pk}  # type: ignore[attr-defined]
    if before is not None:
        _do(world, before, **given)()
    return _do(world, verb, **given)


def _end(world: World) -> Act:
    network = _start(world)()
    return _do(world, actions.end_network, network_id=network.pk, expected_version=1)  # type: ignore[attr-defined]


def _share(world: World) -> Act:
    by = world.actor("board_executive", "board", world.board.pk)
    return _do(world, actions.share, by=by, board_id=world.board.pk, title="Hours", text="Kept free.")


def _about_example(world: World, verb: Callable[..., object], *before: Callable[..., object]) -> Act:
    example = _share(world)()
    person = world.person("board_executive", "board", world.board.pk)
    by = actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)
    given = {"by": by, "example_id": example.pk}  # type: ignore[attr-defined]
    for each in before:
        _do(world, each, **given)()
    return _do(world, verb, **given)


def _share_with_follower(world: World) -> Act:
    _about_example(world, actions.follow)()
    return _share(world)


CASES: dict[str, Callable[[World], Act]] = {
    "networks.start_network": _start,
    "networks.join": lambda world: _joining(world, actions.join),
    "networks.leave": lambda world: _joining(world, actions.leave, before=actions.join),
    "networks.end_network": _end,
    "networks.share": _share_with_follower,
    "networks.take_back": lambda world: _about_example(world, actions.take_back),
    "networks.follow": lambda world: _about_example(world, actions.follow),
    "networks.stop_following": lambda world: _about_example(world, actions.stop_following, actions.follow),
}
