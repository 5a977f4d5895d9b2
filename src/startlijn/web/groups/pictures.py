"""From groups to what is drawn: the map and the journeys."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from startlijn.domain.groups.queries.proposal_views import ProposedGroup
from startlijn.domain.groups.queries.published import GroupView
from startlijn.web.design import netherlands


def map_of_proposal(groups: Sequence[ProposedGroup]) -> list[netherlands.Group]:
    """Return the groups of a proposal as the map draws them; schools without a place are left out."""
    return [
        netherlands.Group(
            group.number,
            group.host,
            tuple(
                netherlands.Member(member.school, member.latitude, member.longitude, host=member.is_host)
                for member in group.members
                if member.latitude is not None and member.longitude is not None
            ),
        )
        for group in groups
    ]


def map_of_published(groups: Sequence[GroupView]) -> list[netherlands.Group]:
    """Return published groups as the map draws them."""
    return [
        netherlands.Group(
            group.number,
            group.host,
            tuple(
                netherlands.Member(member.school, member.latitude, member.longitude, host=member.is_host)
                for member in group.members
                if member.latitude is not None and member.longitude is not None
            ),
        )
        for group in groups
    ]


def described(groups: int, schools: int) -> str:
    """Return the sentence that says what a map shows, for who does not see it."""
    return _(
        "%(groups)s groups with %(schools)s schools; the list beside the map says the same in words."
    ) % {
        "groups": groups,
        "schools": schools,
    }
