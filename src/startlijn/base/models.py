"""All tables of the base floor, so that Django finds them under one label."""

from startlijn.base.access.models import Restriction
from startlijn.base.accounts.models import Account, Invitation
from startlijn.base.files.models import StoredFile
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
from startlijn.base.post.models import IdempotencyKey, Job, Mail, MailChoice
from startlijn.base.privacy.models import ErasureRequest, OwnStatement
from startlijn.base.walls.models import EmergencyAccess

__all__ = [
    "Account",
    "ApiToken",
    "Board",
    "EmergencyAccess",
    "ErasureRequest",
    "IdempotencyKey",
    "Institute",
    "Invitation",
    "Job",
    "JournalHead",
    "JournalLine",
    "Mail",
    "MailChoice",
    "Membership",
    "OwnStatement",
    "Partnership",
    "Person",
    "RegistryBoard",
    "RegistryImport",
    "RegistrySite",
    "Restriction",
    "RoleAssignment",
    "School",
    "StoredFile",
    "SubRegion",
]
