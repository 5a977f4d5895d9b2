"""One case for each action of networks."""

from collections.abc import Callable
from datetime import timedelta

from startlijn.base.people.queries import actor_of_person
from startlijn.domain.meetings.models import SeriesMember
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


def _video(world: World) -> Act:
    network = _start(world)()
    actors = [world.actor("starter", "school", world.school.pk) for _number in range(2)]
    for by in actors:
        _do(world, actions.join, by=by, network_id=network.pk)()  # type: ignore[attr-defined]
    with world.here():
        other = SeriesMember.objects.get(person=actors[1].person_id)
    return _do(
        world,
        actions.arrange_video,
        by=actors[0],
        network_id=network.pk,  # type: ignore[attr-defined]
        member_id=other.pk,
        starts_at=AT + timedelta(days=7),
        minutes=45,
        place="",
    )


def _no_video(world: World) -> Act:
    row = _video(world)()
    with world.here():
        person = SeriesMember.objects.filter(series=row.series).first().person  # type: ignore[attr-defined]
    by = actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)
    return _do(world, actions.call_off_video, by=by, video_id=row.pk)  # type: ignore[attr-defined]


CASES: dict[str, Callable[[World], Act]] = {
    "networks.start_network": _start,
    "networks.join": lambda world: _joining(world, actions.join),
    "networks.leave": lambda world: _joining(world, actions.leave, before=actions.join),
    "networks.end_network": _end,
    "networks.arrange_video": _video,
    "networks.call_off_video": _no_video,
    "networks.share": _share_with_follower,
    "networks.take_back": lambda world: _about_example(world, actions.take_back),
    "networks.follow": lambda world: _about_example(world, actions.follow),
    "networks.stop_following": lambda world: _about_example(world, actions.stop_following, actions.follow),
}
