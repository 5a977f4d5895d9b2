"""Verbs of guidance: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.domain.guidance.actions.apart import answer_both_roles, ask_both_roles, withdraw_both_roles
from startlijn.domain.guidance.actions.appointments import add_employment, change_employment, end_employment
from startlijn.domain.guidance.actions.claims import claim_starter
from startlijn.domain.guidance.actions.correcting import correct_start, reopen
from startlijn.domain.guidance.actions.ending import complete, leave, stay
from startlijn.domain.guidance.actions.feeds import make_feed, revoke_feed
from startlijn.domain.guidance.actions.importing import import_people
from startlijn.domain.guidance.actions.inviting import invite_starter
from startlijn.domain.guidance.actions.large_imports import keep_import, start_import
from startlijn.domain.guidance.actions.letters import send_letters
from startlijn.domain.guidance.actions.lines import make_line
from startlijn.domain.guidance.actions.looking import look_at_coaching, look_at_note, pass_on
from startlijn.domain.guidance.actions.mergers import merge_people, merge_school
from startlijn.domain.guidance.actions.moves import agree_to_move, ask_to_move, refuse_move, register_or_ask
from startlijn.domain.guidance.actions.needs import answer_needs, remove_needs
from startlijn.domain.guidance.actions.notes import change_note, remove_note, write_note
from startlijn.domain.guidance.actions.pairing import (
    change_own_coach_details,
    end_pairing,
    hand_over,
    keep_coach,
    pair,
)
from startlijn.domain.guidance.actions.pauses import end_pause, extend, pause
from startlijn.domain.guidance.actions.registering import (
    change_starter,
    follow_programme,
    register_starter,
    undo_registration,
)
from startlijn.domain.guidance.actions.steps import add_step, cancel_step, move_step, swap_element
from startlijn.domain.guidance.actions.ticks import tick, tick_by_link

__all__ = [
    "add_employment",
    "add_step",
    "agree_to_move",
    "answer_both_roles",
    "answer_needs",
    "ask_both_roles",
    "ask_to_move",
    "cancel_step",
    "change_employment",
    "change_note",
    "change_own_coach_details",
    "change_starter",
    "claim_starter",
    "complete",
    "correct_start",
    "end_employment",
    "end_pairing",
    "end_pause",
    "extend",
    "follow_programme",
    "hand_over",
    "import_people",
    "invite_starter",
    "keep_coach",
    "keep_import",
    "leave",
    "look_at_coaching",
    "look_at_note",
    "make_feed",
    "make_line",
    "merge_people",
    "merge_school",
    "move_step",
    "pair",
    "pass_on",
    "pause",
    "refuse_move",
    "register_or_ask",
    "register_starter",
    "remove_needs",
    "remove_note",
    "reopen",
    "revoke_feed",
    "send_letters",
    "start_import",
    "stay",
    "swap_element",
    "tick",
    "tick_by_link",
    "undo_registration",
    "withdraw_both_roles",
    "write_note",
]
