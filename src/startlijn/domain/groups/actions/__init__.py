"""Verbs of groups: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.domain.groups.actions.editing import (
    accept_way_out,
    enter_groups,
    move_school,
    pin_schools,
    unpin_schools,
)
from startlijn.domain.groups.actions.proposals import cancel_proposal, request_proposal
from startlijn.domain.groups.actions.publishing import assign_facilitator, publish, undo_publication
from startlijn.domain.groups.actions.rounds import (
    add_rule,
    close_round,
    create_round,
    edit_round,
    end_sign_up,
    forbid_pair,
    open_round,
    remove_rule,
)
from startlijn.domain.groups.actions.sign_ups import change_sign_up, sign_up, withdraw_sign_up

__all__ = [
    "accept_way_out",
    "add_rule",
    "assign_facilitator",
    "cancel_proposal",
    "change_sign_up",
    "close_round",
    "create_round",
    "edit_round",
    "end_sign_up",
    "enter_groups",
    "forbid_pair",
    "move_school",
    "open_round",
    "pin_schools",
    "publish",
    "remove_rule",
    "request_proposal",
    "sign_up",
    "undo_publication",
    "unpin_schools",
    "withdraw_sign_up",
]
