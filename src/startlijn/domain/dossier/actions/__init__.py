"""Verbs of the dossier: keep evidence, give and take back, ask and answer, hand in, take along."""

from startlijn.domain.dossier.actions.copying import bring_copy, take_copy
from startlijn.domain.dossier.actions.evidence import (
    add_evidence,
    change_evidence,
    choose_stage,
    keep_observation,
    remove_evidence,
)
from startlijn.domain.dossier.actions.feedback import (
    answer_feedback,
    ask_feedback,
    keep_feedback,
    open_feedback,
    withdraw_feedback,
)
from startlijn.domain.dossier.actions.owners import keep_owners
from startlijn.domain.dossier.actions.releasing import read_file, read_item, release, revoke, revoke_all
from startlijn.domain.dossier.actions.submitting import submit
from startlijn.domain.dossier.actions.wording import keep_words

__all__ = [
    "add_evidence",
    "answer_feedback",
    "ask_feedback",
    "bring_copy",
    "change_evidence",
    "choose_stage",
    "keep_feedback",
    "keep_observation",
    "keep_owners",
    "keep_words",
    "open_feedback",
    "read_file",
    "read_item",
    "release",
    "remove_evidence",
    "revoke",
    "revoke_all",
    "submit",
    "take_copy",
    "withdraw_feedback",
]
