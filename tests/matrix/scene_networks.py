"""Learning networks of the own school and of two regions; what each board shared, and who follows it."""

from datetime import timedelta

from startlijn.base.access.terms import Permission, Place, Role
from startlijn.base.organisations.models import Board
from startlijn.base.seams import now, today
from startlijn.domain.meetings.actions import open_series
from startlijn.domain.meetings.models import Meeting, Series, SeriesMember
from startlijn.domain.meetings.terms import SeriesKind
from startlijn.domain.networks import actions
from startlijn.domain.networks.models import BoardExample, BoardFollower, LearningNetwork, VideoCoaching
from tests.conftest import AT
from tests.matrix.things import Half, Thing, Way, stands

READ, OWN, MANAGE = Permission.NETWORKS_READ, Permission.NETWORKS_OWN, Permission.NETWORKS_MANAGE


def add_networks(half: Half) -> None:
    """Add every table of networks."""
    with half.world.here():
        starter = half.persona(Role.STARTER, Place.SCHOOL).person
        own, near, far = half.schools["own"], half.regions["own"], half.regions["strange"]
        _add_network(half, f"school:{own.pk}", starter, school=own.pk)
        _add_video(half, starter)
        _add_network(half, f"sub_region:{near.pk}", half.people["two"], sub_region=near.pk)
        _add_network(half, f"sub_region:{far.pk}", half.people["away"], sub_region=far.pk)
        for board in Board.objects.all():
            _add_example(half, board)
            for persona in half.personas:
                half.told.setdefault(persona.person.pk, set()).add(board.pk)
        board = Board.objects.first()
        follower = BoardFollower.objects.create(
            partnership=half.world.partnership, person=starter, board=board, since=AT
        )
        half.add(follower, networks_own=Way(people=frozenset({starter.pk})))


def _anybody(half: Half) -> Way:
    """Whoever works in the partnership, wherever that is."""
    return Way({place: frozenset({pk}) for place, pk in half.places.items()})


def _add_network(half: Half, place: str, member: object, **where: object) -> None:
    row = actions.start_network(
        by=half.world.operator, at=AT, name="Lower years", about="Class management.", place=place
    )
    _add_member(half, row.series, member)
    half.things.append(
        Thing(
            row,
            half.whole,
            {},
            ways={
                MANAGE: Way(stands(partnership=half.whole, **where)),
                OWN: Way(people=frozenset({member.pk})),  # type: ignore[attr-defined]
            },
            pages={READ: ((READ, _anybody(half)),), OWN: ((OWN, _anybody(half)),)},
        )
    )


def _add_member(half: Half, series: Series, person: object) -> None:
    """Let somebody take part, where somebody else stopped."""
    former = half.persona(Role.TEAM_LEADER, Place.SCHOOL).person
    common = {"partnership": half.world.partnership, "series": series}
    SeriesMember.objects.create(**common, person=person)
    if not SeriesMember.objects.filter(**common, person=former).exists():
        SeriesMember.objects.create(**common, person=former, finished_on=today())


def _add_video(half: Half, starter: object) -> None:
    """An appointment of the starter with a colleague, who has joined as well."""
    network = next(thing.row for thing in half.things if thing.model is LearningNetwork)
    two = half.people["two"]
    common = {"partnership": half.world.partnership}
    series = open_series(
        by=half.world.operator, at=AT, kind=SeriesKind.OTHER, title="Coaching with video", members=()
    )
    for person in (starter, two):
        _add_member(half, series, person)
    starts_at = now() + timedelta(days=3)
    Meeting.objects.create(
        **common,
        series=series,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        uid=f"v{series.pk}",
    )
    row = VideoCoaching.objects.create(**common, network=network, series=series)
    people = frozenset({starter.pk, two.pk})  # type: ignore[attr-defined]
    half.add(row, networks_own=Way(people=people))
    half.told.setdefault(starter.pk, set()).add(two.pk)  # type: ignore[attr-defined]


def _add_example(half: Half, board: Board) -> None:
    row = BoardExample.objects.create(
        partnership=half.world.partnership, board=board, title="Hours", text="Kept free.", shared_at=AT
    )
    half.things.append(
        Thing(
            row,
            half.whole,
            {},
            ways={
                READ: Way(stands(partnership=half.whole)),
                MANAGE: Way(stands(board=board.pk)),
            },
            pages={OWN: ((OWN, _anybody(half)),)},
        )
    )
