"""Everything that changes organisations: the partnership's own, and the register."""

from startlijn.base.organisations.actions.own_schools import import_schools
from startlijn.base.organisations.actions.partnership import (
    add_school_from_register,
    create_board,
    create_institute,
    create_partnership,
    create_school,
    create_sub_region,
    edit_school,
    merge_school,
    move_school,
    rename_school,
)
from startlijn.base.organisations.actions.registry import apply_import, discard_import, stage_import

__all__ = [
    "add_school_from_register",
    "apply_import",
    "create_board",
    "create_institute",
    "create_partnership",
    "create_school",
    "create_sub_region",
    "discard_import",
    "edit_school",
    "import_schools",
    "merge_school",
    "move_school",
    "rename_school",
    "stage_import",
]
