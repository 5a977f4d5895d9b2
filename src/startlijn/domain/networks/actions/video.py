"""Agree on a moment to look at a video of a lesson together, and call it off. No video is stored."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.domain.meetings.actions.keeping import put
from startlijn.domain.meetings.actions.series import adjust_members, open_series
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.meetings.queries.checks import must_be_free
from startlijn.domain.meetings.rules.slots import Moment
from startlijn.domain.meetings.terms import NewMember, SeriesKind
from startlijn.domain.networks.models import VideoCoaching
from startlijn.domain.networks.queries.networks import own_school
from startlijn.domain.networks.queries.video import companions, own_network, video_line
from startlijn.domain.networks.terms import NetworkEndedError

VIDEO_TITLE = gettext_noop("Coaching with video")


@transaction.atomic
def arrange_video(
    *,
    by: Actor,
    at: datetime,
    network_id: UUID,
    member_id: UUID,
    starts_at: datetime,
    minutes: int,
    place: str,
    title: str = VIDEO_TITLE,
) -> VideoCoaching:
    """Agree with another member of a network on a moment; both get it in their calendar, and nobody else.

    Who asks must be free then; the other sees in the own list of meetings when it clashes. `title`: what it
    is called in their calendars. Raises `NetworkEndedError`, `ClashError`, `BackwardsMeetingError`,
    `NotVisibleError`.
    """
    network = own_network(by, network_id)
    if network.ended_on is not None:
        raise NetworkEndedError
    if member_id not in dict(companions(by, network)):
        raise NotVisibleError("SeriesMember")
    other = SeriesMember.objects.get(pk=member_id)
    members = [
        NewMember(person_id=by.person_id, school_id=own_school(by)),
        NewMember(person_id=other.person_id, school_id=other.school_id),
    ]
    series = open_series(by=by, at=at, kind=SeriesKind.OTHER, title=title, members=members, minutes=minutes)
    moment = Moment(starts_at, starts_at + timedelta(minutes=minutes))
    own = SeriesMember.objects.filter(series=series, person=by.person_id).select_related("person")
    must_be_free(by, list(own), moment, reason="")
    # With a reason nobody else's calendar is asked: when a colleague is busy is not theirs to know.
    put(by=by, at=at, series=series, moment=moment, host_id=None, place=place, reason=title)
    row = VideoCoaching.objects.create(partnership_id=network.partnership_id, network=network, series=series)
    record(by=by, at=at, action="video.arrange", on=row)
    return row


@transaction.atomic
def call_off_video(*, by: Actor, at: datetime, video_id: UUID) -> None:
    """Call an appointment off; it leaves both calendars. Raises `NotVisibleError`."""
    row, _line = video_line(by, video_id, at)
    record(by=by, at=at, action="video.call_off", on=row)
    there = SeriesMember.objects.filter(series=row.series_id, finished_on=None)
    adjust_members(by=by, at=at, series=row.series, remove=list(there.values_list("pk", flat=True)))
    row.delete()
