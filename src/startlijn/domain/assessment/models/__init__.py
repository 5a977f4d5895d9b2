"""Tables of joint assessment."""

from startlijn.domain.assessment.models.advising import Advice, Signature
from startlijn.domain.assessment.models.assessments import (
    Assessment,
    AssessmentTerms,
    InterviewQuestion,
    PanelMember,
)
from startlijn.domain.assessment.models.deciding import Decision, Objection, Result, StarterStatement
from startlijn.domain.assessment.models.judging import Judgement, JudgementReader
from startlijn.domain.assessment.models.releases import PanelRelease
from startlijn.domain.assessment.models.requests import AssessmentRequest
from startlijn.domain.assessment.models.support import Signal, SupportPlan

__all__ = [
    "Advice",
    "Assessment",
    "AssessmentRequest",
    "AssessmentTerms",
    "Decision",
    "InterviewQuestion",
    "Judgement",
    "JudgementReader",
    "Objection",
    "PanelMember",
    "PanelRelease",
    "Result",
    "Signal",
    "Signature",
    "StarterStatement",
    "SupportPlan",
]
