"""Verbs of networks."""

from startlijn.domain.networks.actions.boards import follow, share, stop_following, take_back
from startlijn.domain.networks.actions.networks import end_network, join, leave, start_network

__all__ = [
    "end_network",
    "follow",
    "join",
    "leave",
    "share",
    "start_network",
    "stop_following",
    "take_back",
]
