"""Verbs of people: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.base.people.actions.merging import merge_people
from startlijn.base.people.actions.persons import (
    add_person,
    change_own_details,
    close_account,
    end_role,
    give_role,
    invite_person,
    make_coach,
    reopen_account,
)
from startlijn.base.people.actions.starters import invite_registered, keep_starter_roles, register_person
from startlijn.base.people.actions.tokens import create_token, note_token_use, revoke_token, sweep_tokens

__all__ = [
    "add_person",
    "change_own_details",
    "close_account",
    "create_token",
    "end_role",
    "give_role",
    "invite_person",
    "invite_registered",
    "keep_starter_roles",
    "make_coach",
    "merge_people",
    "note_token_use",
    "register_person",
    "reopen_account",
    "revoke_token",
    "sweep_tokens",
]
