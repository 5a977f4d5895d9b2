"""Tables of networks."""

from startlijn.domain.networks.models.boards import BoardExample, BoardFollower
from startlijn.domain.networks.models.networks import LearningNetwork
from startlijn.domain.networks.models.video import VideoCoaching

__all__ = ["BoardExample", "BoardFollower", "LearningNetwork", "VideoCoaching"]
