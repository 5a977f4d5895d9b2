"""Verbs of networks."""

from startlijn.domain.networks.actions.boards import follow, share, stop_following, take_back
from startlijn.domain.networks.actions.networks import end_network, join, leave, start_network
from startlijn.domain.networks.actions.video import VIDEO_TITLE, arrange_video, call_off_video

__all__ = [
    "VIDEO_TITLE",
    "arrange_video",
    "call_off_video",
    "end_network",
    "follow",
    "join",
    "leave",
    "share",
    "start_network",
    "stop_following",
    "take_back",
]
