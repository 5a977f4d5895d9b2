"""Start a network, join it, leave it, end it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.meetings.actions.series import adjust_members, open_series
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.meetings.terms import NewMember, SeriesKind
from startlijn.domain.networks.models import LearningNetwork
from startlijn.domain.networks.queries.networks import (
    network_to_join,
    network_to_run,
    own_school,
    places_for_networks,
)
from startlijn.domain.networks.terms import NetworkEndedError, NoPlaceForNetworkError


@transaction.atomic
def start_network(*, by: Actor, at: datetime, name: str, about: str, place: str) -> LearningNetwork:
    """Start a learning network for a place (`places_for_networks`; "" is the partnership).

    Its dates are planned with its series of meetings. Raises `NoPlaceForNetworkError`, `NotVisibleError`.
    """
    if place not in dict(places_for_networks(by)):
        raise NoPlaceForNetworkError
    if by.partnership_id is None:
        raise NotVisibleError("LearningNetwork")
    kind, _colon, pk = place.partition(":")
    series = open_series(
        by=by,
        at=at,
        kind=SeriesKind.NETWORK,
        title=name,
        members=(),
        sub_region_id=UUID(pk) if kind == "sub_region" else None,
        school_id=UUID(pk) if kind == "school" else None,
    )
    network = LearningNetwork.objects.create(
        partnership_id=by.partnership_id, series=series, name=name.strip(), about=about.strip()
    )
    record(by=by, at=at, action="network.start", on=network)
    return network


@transaction.atomic
def join(*, by: Actor, at: datetime, network_id: UUID) -> LearningNetwork:
    """Join a network; the meetings ahead come into the own calendar. Whatever the contract (seed 004).

    Joining twice changes nothing. Raises `NetworkEndedError`, `TooManyMembersError`, `NotVisibleError`.
    """
    network = network_to_join(by, network_id)
    if network.ended_on is not None:
        raise NetworkEndedError
    if not _own(by, network):
        member = NewMember(person_id=by.person_id, school_id=own_school(by))
        adjust_members(by=by, at=at, series=network.series, add=[member])
    record(by=by, at=at, action="network.join", on=network)
    return network


@transaction.atomic
def leave(*, by: Actor, at: datetime, network_id: UUID) -> LearningNetwork:
    """Leave a network; the meetings ahead leave the own calendar. Raises `NotVisibleError`."""
    network = network_to_join(by, network_id)
    adjust_members(by=by, at=at, series=network.series, remove=_own(by, network))
    record(by=by, at=at, action="network.leave", on=network)
    return network


@transaction.atomic
def end_network(*, by: Actor, at: datetime, network_id: UUID, expected_version: int) -> LearningNetwork:
    """End a network: nobody joins any more, and it leaves the list. What was planned stays as it is.

    Raises `NetworkEndedError`, `VersionConflictError`, `NotVisibleError`.
    """
    network = network_to_run(by, network_id).expect(expected_version)
    if network.ended_on is not None:
        raise NetworkEndedError
    network.ended_on = day_of(at)
    network.version += 1
    network.save(update_fields=["ended_on", "version"])
    record(by=by, at=at, action="network.end", on=network)
    return network


def _own(by: Actor, network: LearningNetwork) -> list[UUID]:
    rows = SeriesMember.objects.filter(series=network.series_id, person=by.person_id, finished_on=None)
    return list(rows.values_list("pk", flat=True))
