"""Tables of induction programmes."""

from startlijn.domain.induction.models.policy import BoardIntensity, BoardPolicy
from startlijn.domain.induction.models.programmes import (
    InductionProgramme,
    ProgrammeElement,
    ProgrammeVersion,
)

__all__ = ["BoardIntensity", "BoardPolicy", "InductionProgramme", "ProgrammeElement", "ProgrammeVersion"]
