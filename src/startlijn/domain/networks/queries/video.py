"""Appointments for coaching with video: the own ones, and with whom one can make one."""

from datetime import datetime
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.domain.meetings.models import Meeting, SeriesMember
from startlijn.domain.meetings.queries.names import member_name
from startlijn.domain.networks.models import LearningNetwork, VideoCoaching
from startlijn.domain.networks.terms import VideoLine

_OWN = Permission.NETWORKS_OWN


def own_network(actor: Actor, network_id: UUID) -> LearningNetwork:
    """Return a network that the actor is in. Raises `NotVisibleError`."""
    return get_visible(actor, _OWN, LearningNetwork, network_id)


def companions(actor: Actor, network: LearningNetwork) -> list[tuple[UUID, str]]:
    """Return the other members (id of the member, name) with whom the actor can look at a lesson."""
    members = SeriesMember.objects.filter(series=network.series_id, finished_on=None)
    others = members.exclude(person=None).exclude(person=actor.person_id).select_related("person")
    return sorted(((each.pk, member_name(each)) for each in others), key=lambda pair: pair[1])


def video_lines(actor: Actor, network_id: UUID, at: datetime) -> tuple[VideoLine, ...]:
    """Return the own appointments in a network that have not ended, in order of time. Three queries."""
    rows = {row.series_id: row for row in visible(actor, _OWN, VideoCoaching).filter(network=network_id)}
    if not rows:
        return ()
    names: dict[UUID, str] = {}
    members = SeriesMember.objects.filter(series__in=list(rows), finished_on=None).select_related("person")
    for member in members:
        if member.person_id != actor.person_id:
            names[member.series_id] = member_name(member)
    meetings = Meeting.objects.filter(series__in=list(rows), ends_at__gt=at).order_by("starts_at", "pk")
    return tuple(
        VideoLine(
            id=rows[meeting.series_id].pk,
            other=names.get(meeting.series_id, ""),
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            place=meeting.place,
        )
        for meeting in meetings
    )


def video_line(actor: Actor, video_id: UUID, at: datetime) -> tuple[VideoCoaching, VideoLine]:
    """Return one own appointment that has not ended. Raises `NotVisibleError`."""
    row = get_visible(actor, _OWN, VideoCoaching, video_id)
    for line in video_lines(actor, row.network_id, at):
        if line.id == row.pk:
            return row, line
    raise NotVisibleError("VideoCoaching")
