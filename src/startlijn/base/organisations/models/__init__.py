"""The tables of organisations: the register apart from the partnership's own rows."""

from startlijn.base.organisations.models.partnership import (
    Board,
    Institute,
    Membership,
    Partnership,
    School,
    SubRegion,
)
from startlijn.base.organisations.models.registry import RegistryBoard, RegistryImport, RegistrySite

__all__ = [
    "Board",
    "Institute",
    "Membership",
    "Partnership",
    "RegistryBoard",
    "RegistryImport",
    "RegistrySite",
    "School",
    "SubRegion",
]
