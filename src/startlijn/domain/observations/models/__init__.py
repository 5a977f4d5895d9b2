"""Tables of observations."""

from startlijn.domain.observations.models.lessons import FollowUpTalk, Observation, ObservationView
from startlijn.domain.observations.models.questions import LearningQuestion

__all__ = ["FollowUpTalk", "LearningQuestion", "Observation", "ObservationView"]
