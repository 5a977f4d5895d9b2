"""Meetings that were held: recorded by the group itself, without the case."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.intervision.models import (
    IntervisionGroup,
    IntervisionMember,
    IntervisionSession,
    SessionPresence,
    SessionSatisfaction,
    SessionTakeaway,
)
from startlijn.domain.intervision.queries.own import method_named
from startlijn.domain.intervision.terms import (
    ClosedGroupError,
    Held,
    NotHeldYetError,
    NotPresentError,
    SameRoleError,
    Satisfaction,
    UnknownMethodError,
    WasNotThereError,
)

_BACK = timedelta(days=366)


def _group(by: Actor, group_id: UUID) -> IntervisionGroup:
    get_visible(by, Permission.INTERVISION_OWN, IntervisionGroup, group_id)
    group = IntervisionGroup.objects.select_for_update(of=("self",)).get(pk=group_id)
    if group.closed_on is not None:
        raise ClosedGroupError
    return group


def _checked(group: IntervisionGroup, held: Held, at: datetime) -> None:
    """Raise what is wrong with a meeting as it would be recorded."""
    if not day_of(at) - _BACK <= held.on <= day_of(at):
        raise NotHeldYetError
    if method_named(held.method) is None:
        raise UnknownMethodError
    members = {row.pk: row for row in IntervisionMember.objects.filter(group=group).select_related("person")}
    roles = [each for each in (held.chair_id, held.bringer_id) if each is not None]
    if not {*held.present, *roles} <= members.keys():
        raise NotVisibleError("IntervisionMember")
    if held.chair_id == held.bringer_id:
        raise SameRoleError
    for role in roles:
        if role not in held.present:
            raise NotPresentError(name=str(members[role].person))


def _keep(session: IntervisionSession, held: Held) -> None:
    session.held_on, session.method = held.on, held.method
    session.chair_id, session.bringer_id = held.chair_id, held.bringer_id
    session.save()
    SessionPresence.objects.filter(session=session).exclude(member__in=held.present).delete()
    SessionSatisfaction.objects.filter(session=session).exclude(member__in=held.present).delete()
    known = set(SessionPresence.objects.filter(session=session).values_list("member", flat=True))
    SessionPresence.objects.bulk_create(
        SessionPresence(partnership_id=session.partnership_id, session=session, member_id=member)
        for member in sorted(held.present - known)
    )


@transaction.atomic
def record_session(*, by: Actor, at: datetime, group_id: UUID, held: Held) -> IntervisionSession:
    """Record that the group met: day, method, roles and who was there. Nothing about the case.

    Any member may. Raises `NotHeldYetError`, `UnknownMethodError`, `SameRoleError`, `NotPresentError`,
    `ClosedGroupError`, `NotVisibleError`.
    """
    group = _group(by, group_id)
    _checked(group, held, at)
    session = IntervisionSession(partnership_id=group.partnership_id, group=group)
    _keep(session, held)
    record(by=by, at=at, action="intervision.record", on=session, details={"present": len(held.present)})
    return session


def _session(by: Actor, session_id: UUID) -> IntervisionSession:
    get_visible(by, Permission.INTERVISION_OWN, IntervisionSession, session_id)
    session = IntervisionSession.objects.select_for_update(of=("self",)).get(pk=session_id)
    _group(by, session.group_id)
    return session


@transaction.atomic
def change_session(
    *, by: Actor, at: datetime, session_id: UUID, expected_version: int, held: Held
) -> IntervisionSession:
    """Put right what was recorded of a meeting; who was not there after all also said nothing about it.

    Raises what `record_session` does, and `VersionConflictError`.
    """
    session = _session(by, session_id).expect(expected_version)
    _checked(session.group, held, at)
    session.version += 1
    _keep(session, held)
    record(by=by, at=at, action="intervision.change", on=session, details={"present": len(held.present)})
    return session


@transaction.atomic
def remove_session(*, by: Actor, at: datetime, session_id: UUID) -> None:
    """Remove a meeting that was recorded by mistake, with everything of it. Raises `NotVisibleError`."""
    session = _session(by, session_id)
    record(by=by, at=at, action="intervision.remove", on=session)
    session.delete()


def _own(by: Actor, session: IntervisionSession) -> IntervisionMember:
    """Return one's own place in the group, for who was at the meeting. Raises `WasNotThereError`."""
    there = SessionPresence.objects.filter(session=session, member__person=by.person_id)
    found = there.select_related("member").first()
    if found is None:
        raise WasNotThereError
    return found.member


@transaction.atomic
def say_how_it_was(*, by: Actor, at: datetime, session_id: UUID, score: Satisfaction) -> SessionSatisfaction:
    """Say how a meeting was, or change that; the group only sees a spread without names.

    Raises `WasNotThereError`, `NotVisibleError`.
    """
    session = get_visible(by, Permission.INTERVISION_OWN, IntervisionSession, session_id)
    row, _made = SessionSatisfaction.objects.update_or_create(
        session=session,
        member=_own(by, session),
        defaults={"partnership_id": session.partnership_id, "score": score},
    )
    record(by=by, at=at, action="intervision.say", on=session)
    return row


@transaction.atomic
def keep_takeaway(
    *, by: Actor, at: datetime, session_id: UUID, text: str, expected_version: int = 0
) -> SessionTakeaway:
    """Keep what one takes along for oneself; nobody else ever reads it. `expected_version` 0: the first time.

    Raises `WasNotThereError`, `VersionConflictError`, `NotVisibleError`.
    """
    session = get_visible(by, Permission.INTERVISION_OWN, IntervisionSession, session_id)
    member = _own(by, session)
    row = SessionTakeaway.objects.select_for_update().filter(session=session, member=member).first()
    if row is None:
        row = SessionTakeaway(partnership_id=session.partnership_id, session=session, member=member)
    else:
        row.expect(expected_version)
        row.version += 1
    row.text, row.written_at = text.strip(), at
    row.save()
    record(by=by, at=at, action="intervision.keep_takeaway", on=row)
    return row


@transaction.atomic
def remove_takeaway(*, by: Actor, at: datetime, session_id: UUID) -> None:
    """Remove one's own takeaway. Raises `NotVisibleError`."""
    own = visible(by, Permission.INTERVISION_OWN, SessionTakeaway).filter(session=session_id)
    row = own.first()
    if row is None:
        raise NotVisibleError("SessionTakeaway")
    record(by=by, at=at, action="intervision.remove_takeaway", on=row)
    row.delete()
