"""All tables of the domain floor, so that Django finds them under one label."""

from startlijn.domain.groups.models import (
    Group,
    GroupMember,
    Proposal,
    ProposalPlace,
    Publication,
    Round,
    RoundRule,
    SignUp,
)

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
