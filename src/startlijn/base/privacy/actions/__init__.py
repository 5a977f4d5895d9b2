"""Taking one's own data along, restricting, erasing, and keeping no longer than was said."""

from startlijn.base.privacy.actions.erasing import (
    ask_erasure,
    carry_out_erasure,
    erase_as_asked,
    erase_due,
    replay_erasures,
    withdraw_erasure,
)
from startlijn.base.privacy.actions.own import export_own_data
from startlijn.base.privacy.actions.restricting import lift_restriction, restrict
from startlijn.base.privacy.actions.retention import keep_no_longer
from startlijn.base.privacy.actions.stating import read_statements, state

__all__ = [
    "ask_erasure",
    "carry_out_erasure",
    "erase_as_asked",
    "erase_due",
    "export_own_data",
    "keep_no_longer",
    "lift_restriction",
    "read_statements",
    "replay_erasures",
    "restrict",
    "state",
    "withdraw_erasure",
]
