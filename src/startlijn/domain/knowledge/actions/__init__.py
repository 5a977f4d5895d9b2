"""Verbs of knowledge: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.domain.knowledge.actions.making import (
    add_maker,
    begin_product,
    new_version,
    note_step,
    remove_maker,
    remove_product,
    write_work_on,
)
from startlijn.domain.knowledge.actions.publishing import publish_product, take_back_product
from startlijn.domain.knowledge.actions.sharing import take_along, thank

__all__ = [
    "add_maker",
    "begin_product",
    "new_version",
    "note_step",
    "publish_product",
    "remove_maker",
    "remove_product",
    "take_along",
    "take_back_product",
    "thank",
    "write_work_on",
]
