"""Telling schools their groups, and taking that back with a reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.post.actions import send_mail
from startlijn.domain.groups.models import (
    Group,
    GroupMember,
    ProposalPlace,
    Publication,
    Round,
    SignUp,
)
from startlijn.domain.groups.queries.forming import places_of, who_came_or_went
from startlijn.domain.groups.queries.proposals import desk_of, proposal_to_manage
from startlijn.domain.groups.queries.published import facilitators
from startlijn.domain.groups.queries.rounds import round_to_change
from startlijn.domain.groups.rules.stages import must_be_in, must_lead_to
from startlijn.domain.groups.terms import (
    NotAFacilitatorError,
    ProposalNotReadyError,
    ProposalOutdatedError,
    ReasonMissingError,
    RoundStage,
    RulesBrokenError,
)
from startlijn.engines.grouping import evaluate


@transaction.atomic
def publish(*, by: Actor, at: datetime, proposal_id: UUID, accept_broken: bool = False) -> Publication:
    """Publish a proposal: groups become visible to their schools, and only now are contacts told, by mail.

    `accept_broken`: publish although a rule does not hold. Raises `ProposalNotReadyError`,
    `ProposalOutdatedError`, `RulesBrokenError`, `WrongStageError` (also when published already),
    `NotVisibleError`.
    """
    proposal = proposal_to_manage(by, proposal_id)
    found = round_to_change(by, proposal.round_id)
    must_lead_to(found.stage, RoundStage.PUBLISHED)
    places = places_of(proposal)
    if not places:
        raise ProposalNotReadyError
    differing = who_came_or_went(found, places)
    if differing:
        raise ProposalOutdatedError(schools=", ".join(differing))
    desk = desk_of(proposal, places)
    if not accept_broken and not evaluate(desk.problem, desk.standing.groups).valid:
        raise RulesBrokenError
    publication = Publication.objects.create(
        partnership_id=found.partnership_id,
        round=found,
        proposal=proposal,
        published_at=at,
        published_by_id=by.person_id,
    )
    _make_groups(publication, places, desk.names)
    found.stage = RoundStage.PUBLISHED
    found.version += 1
    found.save(update_fields=["stage", "version"])
    _tell(by, at, found, [place.sign_up for place in places], "groups_published")
    details = {"schools": len(places), "accept_broken": accept_broken}
    record(by=by, at=at, action="round.publish", on=publication, details=details)
    return publication


def _make_groups(publication: Publication, places: Sequence[ProposalPlace], names: Mapping[str, str]) -> None:
    tenant = publication.partnership_id
    hosts = {place.group: place.sign_up.school_id for place in places if place.is_host}
    groups = {
        number: Group(partnership_id=tenant, publication=publication, number=number, host_id=host)
        for number, host in sorted(hosts.items())
    }
    Group.objects.bulk_create(groups.values())
    GroupMember.objects.bulk_create(
        GroupMember(
            partnership_id=tenant,
            publication=publication,
            group=groups[place.group],
            school_id=place.sign_up.school_id,
            sign_up_id=place.sign_up_id,
            journey=place.journey,
            near=[{**near, "school": names[near["id"]]} for near in place.near],
        )
        for place in places
    )


def _tell(by: Actor, at: datetime, found: Round, sign_ups: Sequence[SignUp], template: str) -> None:
    """Mail the contact of each school, in their own language, with a link and no details."""
    for sign_up in sign_ups:
        language = sign_up.contact.language if sign_up.contact else found.partnership.language
        first_name = sign_up.contact.given_name if sign_up.contact else sign_up.contact_name.split()[0]
        send_mail(
            by=by,
            at=at,
            to=sign_up.contact_email,
            template=template,
            language=language,
            context={"first_name": first_name, "link": f"/groups/{found.pk}/"},
        )


@transaction.atomic
def undo_publication(*, by: Actor, at: datetime, round_id: UUID, reason: str) -> Publication:
    """Take published groups back, with a reason: schools no longer see them and are told so by mail.

    The publication, its reason and its proposal are kept. Raises `ReasonMissingError`, `WrongStageError`,
    `NotVisibleError`.
    """
    if not reason.strip():
        raise ReasonMissingError
    found = round_to_change(by, round_id)
    must_be_in(found.stage, frozenset({RoundStage.PUBLISHED}))
    publication = Publication.objects.get(round=found, undone_at=None)
    members = GroupMember.objects.filter(publication=publication).select_related("sign_up__contact")
    told = [member.sign_up for member in members.order_by("pk") if member.sign_up is not None]
    Group.objects.filter(publication=publication).delete()
    publication.undone_at, publication.reason = at, reason.strip()
    publication.undone_by_id = by.person_id
    publication.save(update_fields=["undone_at", "reason", "undone_by"])
    found.stage = RoundStage.PROPOSING
    found.version += 1
    found.save(update_fields=["stage", "version"])
    _tell(by, at, found, told, "groups_withdrawn")
    record(by=by, at=at, action="round.undo_publication", on=publication)
    return publication


@transaction.atomic
def assign_facilitator(
    *, by: Actor, at: datetime, group_id: UUID, person_id: UUID | None, expected_version: int
) -> Group:
    """Let somebody of the project team guide a group (seed 001 line 13), or nobody.

    Raises `NotAFacilitatorError`, `VersionConflictError`, `NotVisibleError`.
    """
    get_visible(by, Permission.ROUNDS_MANAGE, Group, group_id)
    group = Group.objects.select_for_update(of=("self",)).get(pk=group_id).expect(expected_version)
    if person_id is not None and person_id not in {guide.id for guide in facilitators(by)}:
        raise NotAFacilitatorError
    group.facilitator_id = person_id
    group.version += 1
    group.save(update_fields=["facilitator", "version"])
    record(by=by, at=at, action="group.assign_facilitator", on=group)
    return group
