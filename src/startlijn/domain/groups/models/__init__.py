"""The tables of groups: rounds and sign-ups, proposals, and what was published."""

from startlijn.domain.groups.models.proposals import Proposal, ProposalPlace
from startlijn.domain.groups.models.published import Group, GroupMember, Publication
from startlijn.domain.groups.models.rounds import Round, RoundRule, SignUp

__all__ = [
    "Group",
    "GroupMember",
    "Proposal",
    "ProposalPlace",
    "Publication",
    "Round",
    "RoundRule",
    "SignUp",
]
