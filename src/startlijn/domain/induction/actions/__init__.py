"""Verbs of programmes: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.domain.induction.actions.elements import (
    Hours,
    add_element,
    change_element,
    duplicate_element,
    move_element,
    remove_element,
    reorder_element,
    set_hours,
)
from startlijn.domain.induction.actions.importing import import_programme, replace_elements
from startlijn.domain.induction.actions.policies import Decided, save_policy
from startlijn.domain.induction.actions.programmes import edit_programme, new_version, start_programme
from startlijn.domain.induction.actions.versions import (
    discard_draft,
    edit_version,
    note_consent,
    put_in_force,
    retire_version,
    send_for_consultation,
    take_back,
)

__all__ = [
    "Decided",
    "Hours",
    "add_element",
    "change_element",
    "discard_draft",
    "duplicate_element",
    "edit_programme",
    "edit_version",
    "import_programme",
    "move_element",
    "new_version",
    "note_consent",
    "put_in_force",
    "remove_element",
    "reorder_element",
    "replace_elements",
    "retire_version",
    "save_policy",
    "send_for_consultation",
    "set_hours",
    "start_programme",
    "take_back",
]
