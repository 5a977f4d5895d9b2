"""The tables of the dossier: evidence, who may read it, feedback, and what was handed in."""

from startlijn.domain.dossier.models.evidence import BoardWord, Dossier, Evidence, EvidenceFor
from startlijn.domain.dossier.models.shared import FeedbackRequest, Release, Submission, SubmittedFile

__all__ = [
    "BoardWord",
    "Dossier",
    "Evidence",
    "EvidenceFor",
    "FeedbackRequest",
    "Release",
    "Submission",
    "SubmittedFile",
]
