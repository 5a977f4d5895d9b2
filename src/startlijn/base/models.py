"""All tables of the base floor, so that Django finds them under one label."""

from startlijn.base.accounts.models import Account, Invitation
from startlijn.base.journal.models import JournalHead, JournalLine
from startlijn.base.organisations.models import (
    Board,
    Institute,
    Membership,
    Partnership,
    RegistryBoard,
    RegistryImport,
    RegistrySite,
    School,
    SubRegion,
)
from startlijn.base.people.models import ApiToken, Person, RoleAssignment
from startlijn.base.post.models import IdempotencyKey, Job, Mail

__all__ = [
    "Account",
    "ApiToken",
    "Board",
    "IdempotencyKey",
    "Institute",
    "Invitation",
    "Job",
    "JournalHead",
    "JournalLine",
    "Mail",
    "Membership",
    "Partnership",
    "Person",
    "RegistryBoard",
    "RegistryImport",
    "RegistrySite",
    "RoleAssignment",
    "School",
    "SubRegion",
]
