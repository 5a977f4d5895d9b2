"""Verbs of joint assessment. Each checks the right, judges by the rules, writes, and leaves a line."""

from startlijn.domain.assessment.actions.arranging import add_member, keep_terms, remove_member, set_dates
from startlijn.domain.assessment.actions.asking import (
    add_statement,
    agree_plan,
    ask,
    object_to,
    submit,
    withdraw,
)
from startlijn.domain.assessment.actions.clock import close_settled, remind
from startlijn.domain.assessment.actions.deciding import (
    answer_objection,
    decide,
    give_signal,
    plan_support,
)
from startlijn.domain.assessment.actions.judging import (
    NewAdvice,
    agree_question,
    declare,
    give_judgement,
    propose_question,
    save_judgement,
    sign,
    write_advice,
)
from startlijn.domain.assessment.actions.reading import (
    open_as_assessor,
    open_as_decider,
    open_given,
    open_signals,
    open_submission,
    open_submitted_file,
    open_to_follow,
)
from startlijn.domain.assessment.actions.releasing import release_to_panel, take_all_back, take_back
from startlijn.domain.assessment.actions.requesting import (
    answer_proposal,
    ask_without_board,
    name_decider,
    propose,
)

__all__ = [
    "NewAdvice",
    "add_member",
    "add_statement",
    "agree_plan",
    "agree_question",
    "answer_objection",
    "answer_proposal",
    "ask",
    "ask_without_board",
    "close_settled",
    "decide",
    "declare",
    "give_judgement",
    "give_signal",
    "keep_terms",
    "name_decider",
    "object_to",
    "open_as_assessor",
    "open_as_decider",
    "open_given",
    "open_signals",
    "open_submission",
    "open_submitted_file",
    "open_to_follow",
    "plan_support",
    "propose",
    "propose_question",
    "release_to_panel",
    "remind",
    "remove_member",
    "save_judgement",
    "set_dates",
    "sign",
    "submit",
    "take_all_back",
    "take_back",
    "withdraw",
    "write_advice",
]
