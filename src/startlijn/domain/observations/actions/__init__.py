"""Verbs of observations: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.domain.observations.actions.filling import save_pupils, save_view
from startlijn.domain.observations.actions.planning import (
    ask_to_watch,
    call_off,
    choose_moment,
    plan_lesson,
    remove_observation,
)
from startlijn.domain.observations.actions.questions import (
    add_question,
    change_question,
    remove_question,
    share_question,
    stop_sharing_question,
)
from startlijn.domain.observations.actions.reading import open_lesson, open_shared_questions
from startlijn.domain.observations.actions.talking import write_talk

__all__ = [
    "add_question",
    "ask_to_watch",
    "call_off",
    "change_question",
    "choose_moment",
    "open_lesson",
    "open_shared_questions",
    "plan_lesson",
    "remove_observation",
    "remove_question",
    "save_pupils",
    "save_view",
    "share_question",
    "stop_sharing_question",
    "write_talk",
]
