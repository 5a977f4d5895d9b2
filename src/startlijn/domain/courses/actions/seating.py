"""What all changes of seats share: the edition is locked, the list is walked, schools are told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.post.actions import send_mail
from startlijn.base.seams import day_of
from startlijn.domain.courses.models import Edition, Enrolment, Participant
from startlijn.domain.courses.queries.seats import limits_of, seated, team_of
from startlijn.domain.courses.rules.admission import admitted
from startlijn.domain.courses.rules.replay import same
from startlijn.domain.courses.rules.states import TEACHING, must_be, must_take_schools
from startlijn.domain.courses.terms import (
    LARGEST_TEAM,
    SEATED,
    EditionState,
    EnrolmentState,
    NamedTwiceError,
    NobodyNamedError,
    TeamTooLargeError,
)
from startlijn.domain.meetings.actions.series import adjust_members
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.meetings.terms import NewMember, SeriesState


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a team, as typed in; who has an account here is known by the e-mail address."""

    name: str
    email: str = ""


def locked(edition_id: UUID) -> Edition:
    """Return an edition, locked until the transaction ends: whoever changes seats does this first."""
    found = Edition.objects.select_for_update(of=("self",)).filter(pk=edition_id).first()
    if found is None:
        raise NotVisibleError("Edition")
    return found


def runs(by: Actor, edition: Edition) -> bool:
    """Tell whether somebody runs the edition."""
    return visible(by, Permission.COURSES_MANAGE, Edition).filter(pk=edition.pk).exists()


def may_seat(by: Actor, at: datetime, edition: Edition) -> bool:
    """Tell whether staff changes seats, or the school itself; refuse when it is too early or too late."""
    staff = runs(by, edition)
    if staff:
        must_be(edition.state, TEACHING)
    else:
        must(by, Permission.ENROL)
        if edition.state == EditionState.DRAFT:
            raise NotVisibleError("Edition")
        must_take_schools(edition.state, edition.enrol_until, at)
    return staff


def own_enrolment(by: Actor, enrolment_id: UUID) -> Enrolment:
    """Return an enrolment of the own school, or of a course that the actor runs; `NotVisibleError`."""
    for permission in (Permission.ENROL, Permission.COURSES_MANAGE):
        found = visible(by, permission, Enrolment).filter(pk=enrolment_id).first()
        if found is not None:
            return found
    raise NotVisibleError("Enrolment")


def to_change(by: Actor, enrolment_id: UUID) -> tuple[Edition, Enrolment]:
    """Return an enrolment that the actor may change, with its edition; both locked, the edition first."""
    seen = own_enrolment(by, enrolment_id)
    edition = locked(seen.edition_id)
    row = Enrolment.objects.select_for_update(of=("self",)).select_related("school", "contact")
    return edition, row.get(pk=seen.pk)


def to_answer(by: Actor, enrolment_id: UUID) -> tuple[Edition, Enrolment]:
    """Return an enrolment of a course that the actor runs, as `to_change` does."""
    get_visible(by, Permission.COURSES_MANAGE, Enrolment, enrolment_id)
    return to_change(by, enrolment_id)


def must_be_team(named: Sequence[Named]) -> None:
    """Raise when nobody is named, somebody has no name, is named twice, or there are too many."""
    if not named or not all(each.name.strip() for each in named):
        raise NobodyNamedError
    if len(named) > LARGEST_TEAM:
        raise TeamTooLargeError(most=LARGEST_TEAM)
    seen = set()
    for each in named:
        if same(each.name) in seen:
            raise NamedTwiceError(name=each.name)
        seen.add(same(each.name))


def must_be_new(edition: Edition, school_id: UUID, named: Iterable[Named]) -> None:
    """Raise `NamedTwiceError` when somebody takes part or waits for this school already."""
    here = Participant.objects.filter(
        enrolment__edition=edition, enrolment__school=school_id, enrolment__state__in=SEATED, finished_on=None
    )
    names = {same(name) for name in here.values_list("name", flat=True)}
    for each in named:
        if same(each.name) in names:
            raise NamedTwiceError(name=each.name)


def put_in(row: Enrolment, named: Sequence[Named], at: datetime, replaces: Participant | None = None) -> None:
    """Write people into a team, from today on."""
    day = day_of(at)
    emails = [each.email.lower() for each in named if each.email]
    held = RoleAssignment.objects.filter(holding(day)).select_related("person__account")
    known: dict[str, Person] = {}
    for email in emails:
        role = held.filter(person__account__email__iexact=email).first()
        if role is not None:
            known[email] = role.person
    for each in named:
        Participant.objects.create(
            partnership_id=row.partnership_id,
            enrolment=row,
            person=known.get(each.email.lower()),
            name=" ".join(each.name.split()),
            email=each.email,
            replaces=replaces,
            started_on=day,
        )


def admit(by: Actor, at: datetime, edition: Edition, newcomer: UUID | None = None) -> list[Enrolment]:
    """Walk the list of a locked edition; confirm each team that fits, in order, and tell who is concerned.

    Returns who got in. `newcomer` enrolled just now and is told so by the caller. The series of meetings
    follows. Does nothing while the edition is not open or under way.
    """
    if edition.state not in TEACHING:
        return []
    rows = seated(edition)
    waiting = [row for row in rows if row.state == EnrolmentState.WAITING]
    keys = {
        team.key
        for team in admitted(
            [team_of(row) for row in rows if row.state == EnrolmentState.CONFIRMED],
            [team_of(row) for row in waiting],
            limits_of(edition),
        )
    }
    found = [row for row in waiting if str(row.pk) in keys]
    for row in found:
        row.state, row.confirmed_at = EnrolmentState.CONFIRMED, at
        row.version += 1
        row.save(update_fields=["state", "confirmed_at", "version"])
        if row.pk != newcomer:
            tell(by, at, row, "course_promoted")
    if any(row.pk != newcomer for row in found):
        # Who is passed hears that too, and reads on the page which limit kept the team out.
        for row in waiting:
            if row.state == EnrolmentState.WAITING:
                tell(by, at, row, "course_still_waiting")
    follow_team(by, at, edition)
    return found


def taking_part(edition: Edition) -> dict[object, NewMember]:
    """Return who takes part now, by person or e-mail address: without either nobody can be asked."""
    rows = Participant.objects.filter(
        enrolment__edition=edition, enrolment__state=EnrolmentState.CONFIRMED, finished_on=None
    )
    found: dict[object, NewMember] = {}
    for row in rows.select_related("enrolment").order_by("pk"):
        school = row.enrolment.school_id
        if row.person_id is not None:
            found.setdefault(row.person_id, NewMember(person_id=row.person_id, school_id=school))
        elif row.email:
            member = NewMember(name=row.name, email=row.email, school_id=school)
            found.setdefault(row.email.casefold(), member)
    return found


def follow_team(by: Actor, at: datetime, edition: Edition) -> None:
    """Let the series of an edition have the people who take part now. Part of the verbs that change seats."""
    series = edition.series
    if series is None or series.state == SeriesState.CLOSED:
        return
    wanted = taking_part(edition)
    there: dict[object, UUID] = {
        row.person_id or row.email.casefold(): row.pk
        for row in SeriesMember.objects.filter(series=series, finished_on=None)
    }
    add = [member for key, member in wanted.items() if key not in there]
    remove = [pk for key, pk in there.items() if key not in wanted]
    if add or remove:
        adjust_members(by=by, at=at, series=series, add=add, remove=remove)


def tell(by: Actor, at: datetime, row: Enrolment, template: str) -> None:
    """Mail the contact of an enrolment in the own language: a first name and a link, no details."""
    if not row.contact_email:
        return
    send_mail(
        by=by,
        at=at,
        to=row.contact_email,
        template=template,
        language=row.contact.language if row.contact else row.contact_language,
        context={
            "first_name": row.contact.given_name if row.contact else row.contact_name.split()[0],
            "link": f"/courses/enrolment/{row.pk}/",
        },
    )
