"""Learning networks: which there are, and one of them as its members and others see it."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from startlijn.base.access.queries import can, get_visible
from startlijn.base.access.rules import must, places, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place
from startlijn.base.organisations.models import School, SubRegion
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.meetings.queries.names import member_name
from startlijn.domain.meetings.queries.own import meetings_of
from startlijn.domain.networks.models import LearningNetwork
from startlijn.domain.networks.terms import NetworkLine, NetworkPage


def _lines(actor: Actor, rows: Sequence[LearningNetwork]) -> list[NetworkLine]:
    """Count the members of networks, and tell in which the actor is. One query."""
    members: dict[UUID, set[UUID | None]] = {row.series_id: set() for row in rows}
    counts: Counter[UUID] = Counter()
    there = SeriesMember.objects.filter(series__in=list(members), finished_on=None)
    for series_id, person_id in there.values_list("series", "person"):
        members[series_id].add(person_id)
        counts[series_id] += 1
    return [
        NetworkLine(
            id=row.pk,
            name=row.name,
            about=row.about,
            members=counts[row.series_id],
            joined=actor.person_id is not None and actor.person_id in members[row.series_id],
            ended=row.ended_on is not None,
        )
        for row in rows
    ]


def networks(actor: Actor) -> list[NetworkLine]:
    """Return the learning networks of the partnership: the own ones first, without those that ended.

    That a network exists is no secret inside the partnership. Two queries.
    """
    must(actor, Permission.NETWORKS_READ)
    lines = _lines(actor, list(LearningNetwork.objects.filter(ended_on=None).order_by("name", "pk")))
    return sorted(lines, key=lambda line: not line.joined)


def network_page(actor: Actor, network_id: UUID) -> NetworkPage:
    """Return one network; who is in it and when it meets only to its members and to who runs it.

    Raises `NotVisibleError`.
    """
    must(actor, Permission.NETWORKS_READ)
    row = LearningNetwork.objects.filter(pk=network_id).first()
    if row is None:
        raise NotVisibleError("LearningNetwork")
    (line,) = _lines(actor, [row])
    runs = can(actor, Permission.NETWORKS_MANAGE, row)
    inside = line.joined or runs
    return NetworkPage(
        line=line,
        runs=runs,
        series_id=row.series_id,
        people=_people(row) if inside else (),
        meetings=meetings_of(actor, row.series_id) if inside else (),
        version=row.version,
    )


def _people(row: LearningNetwork) -> tuple[tuple[str, str], ...]:
    members = SeriesMember.objects.filter(series=row.series_id, finished_on=None)
    found = [
        (member_name(member), member.school.name if member.school else "")
        for member in members.select_related("person", "school")
    ]
    return tuple(sorted(found))


def network_to_run(actor: Actor, network_id: UUID) -> LearningNetwork:
    """Return a network that the actor runs, locked. Raises `NotVisibleError`."""
    get_visible(actor, Permission.NETWORKS_MANAGE, LearningNetwork, network_id)
    return LearningNetwork.objects.select_for_update(of=("self",)).get(pk=network_id)


def network_to_join(actor: Actor, network_id: UUID) -> LearningNetwork:
    """Return a network of the partnership, locked, for who joins or leaves. Raises `NotVisibleError`."""
    must(actor, Permission.NETWORKS_OWN)
    rows = LearningNetwork.objects.select_for_update(of=("self",)).filter(pk=network_id)
    found = rows.first()
    if found is None or actor.person_id is None:
        raise NotVisibleError("LearningNetwork")
    return found


def places_for_networks(actor: Actor) -> list[tuple[str, str]]:
    """Return for whom the actor may start a network: key and name; "" is the partnership. Two queries.

    A key is `sub_region:` or `school:` with the id behind it.
    """
    held = places(actor, Permission.NETWORKS_MANAGE)
    whole = whole_partnership(actor, Permission.NETWORKS_MANAGE)
    regions, schools = SubRegion.objects.order_by("name"), School.objects.filter(closed_on=None)
    if not whole:
        regions = regions.filter(pk__in=held.get(Place.SUB_REGION, frozenset()))
        schools = schools.filter(pk__in=held.get(Place.SCHOOL, frozenset()))
    found = [(f"sub_region:{pk}", name) for pk, name in regions.values_list("pk", "name")]
    found += [(f"school:{pk}", name) for pk, name in schools.order_by("name").values_list("pk", "name")]
    return [("", ""), *found] if whole else found


def own_school(actor: Actor) -> UUID | None:
    """Return the school at which the actor works; None when there are more, or none."""
    ids = {grant.place_id for grant in actor.grants if grant.place is Place.SCHOOL}
    return next(iter(ids)) if len(ids) == 1 else None
