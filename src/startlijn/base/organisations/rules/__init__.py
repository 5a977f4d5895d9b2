"""Judgements about organisations: names to search, files of DUO, files of one's own schools."""

from startlijn.base.organisations.rules.files import (
    problem_sentence,
    refusal,
    registry_file,
    registry_locations,
)
from startlijn.base.organisations.rules.own_schools import own_schools
from startlijn.base.organisations.rules.words import search_text

__all__ = [
    "own_schools",
    "problem_sentence",
    "refusal",
    "registry_file",
    "registry_locations",
    "search_text",
]
