"""Whom to ask for a series: the contacts of a published group, and people typed in line by line."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.organisations.models import School
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import today
from startlijn.domain.groups.models import Group, GroupMember
from startlijn.domain.guidance.models import CoachProfile
from startlijn.domain.guidance.rules.working_days import DAY_NAMES
from startlijn.domain.meetings.rules.lines import Line
from startlijn.domain.meetings.terms import NewMember


@dataclass(frozen=True, slots=True)
class GroupToPlan:
    """A published group to plan meetings for: its title, who would be asked, by name and school."""

    id: UUID
    title: str
    meetings: int
    members: tuple[NewMember, ...]
    names: tuple[tuple[str, str], ...]


def group_to_plan(actor: Actor, group_id: UUID) -> GroupToPlan:
    """Return the contacts of a published group and who guides it; who guides must be there.

    Five queries. Raises `NotVisibleError`.
    """
    group = get_visible(actor, Permission.ROUNDS_MANAGE, Group, group_id)
    rows = GroupMember.objects.filter(group=group).select_related("school", "sign_up__contact")
    members: list[NewMember] = []
    names: list[tuple[str, str]] = []
    seen: set[UUID | None] = {None}
    addresses: set[str] = set()
    for row in rows.order_by("school__name", "pk"):
        contact = row.sign_up
        if contact is None or contact.contact_id in seen - {None}:
            continue
        if contact.contact_email.casefold() in addresses:
            continue  # one person may sign up several schools
        seen.add(contact.contact_id)
        addresses.add(contact.contact_email.casefold())
        named = NewMember(school_id=row.school_id, name=contact.contact_name, email=contact.contact_email)
        known = NewMember(person_id=contact.contact_id, email=contact.contact_email, school_id=row.school_id)
        members.append(named if contact.contact_id is None else known)
        names.append((contact.contact_name, row.school.name))
    if group.facilitator is not None and group.facilitator_id not in seen:
        members.append(NewMember(person_id=group.facilitator_id, required=True))
        names.append((str(group.facilitator), ""))
    return GroupToPlan(
        group.pk,
        f"{group.publication.round.name} {group.number}",
        group.publication.round.target_meetings,
        tuple(members),
        tuple(names),
    )


def working_days(person_ids: Collection[UUID]) -> dict[UUID, tuple[int, ...]]:
    """Return on which weekdays people work (0 is Monday), as far as they said so as a coach. One query."""
    rows = CoachProfile.objects.filter(person__in=person_ids).order_by("pk").values_list("person", "days")
    return {pk: tuple(DAY_NAMES.index(day) for day in days if day in DAY_NAMES) for pk, days in rows}


def members_from(actor: Actor, lines: Sequence[Line]) -> list[NewMember]:
    """Return members for lines of name, address and school: people the actor knows by their address.

    The school of somebody known is that of their role, unless the line names another. Three queries.
    """
    addresses = {line.email.casefold() for line in lines}
    known = {
        person.account.email.casefold(): person
        for person in visible(actor, Permission.PEOPLE_READ, Person)
        .filter(account__email__in=addresses | {line.email for line in lines})
        .select_related("account")
        if person.account is not None
    }
    named = {line.school.casefold() for line in lines if line.school}
    schools = {
        name.casefold(): pk
        for pk, name in visible(actor, Permission.ORGANISATIONS_READ, School).values_list("pk", "name")
        if name.casefold() in named
    }
    roles = RoleAssignment.objects.filter(
        holding(today()), person__in=[person.pk for person in known.values()]
    ).exclude(school=None)
    at = dict(roles.order_by("-started_on", "pk").values_list("person", "school"))
    found = []
    for line in lines:
        person = known.get(line.email.casefold())
        school = schools.get(line.school.casefold()) or (at.get(person.pk) if person else None)
        if person is None:
            found.append(
                NewMember(name=line.name, email=line.email, school_id=school, required=line.required)
            )
        else:
            found.append(NewMember(person_id=person.pk, school_id=school, required=line.required))
    return found
