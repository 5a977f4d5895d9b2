"""Verbs of intervision: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.domain.intervision.actions.composing import (
    compose,
    compose_again,
    move_starter,
    publish_composition,
    remove_composition,
)
from startlijn.domain.intervision.actions.groups import (
    add_member,
    close_group,
    make_group,
    plan_dates,
    remove_member,
)
from startlijn.domain.intervision.actions.sessions import (
    change_session,
    keep_takeaway,
    record_session,
    remove_session,
    remove_takeaway,
    say_how_it_was,
)
from startlijn.domain.intervision.actions.wishes import ask_for_group, withdraw_wish

__all__ = [
    "add_member",
    "ask_for_group",
    "change_session",
    "close_group",
    "compose",
    "compose_again",
    "keep_takeaway",
    "make_group",
    "move_starter",
    "plan_dates",
    "publish_composition",
    "record_session",
    "remove_composition",
    "remove_member",
    "remove_session",
    "remove_takeaway",
    "say_how_it_was",
    "withdraw_wish",
]
