"""Judgements on answers: whether they belong to an instrument, what they score, who may use it."""

from startlijn.domain.instruments.rules.answers import answers_from, checked
from startlijn.domain.instruments.rules.scoring import scores
from startlijn.domain.instruments.rules.use import must_suit

__all__ = ["answers_from", "checked", "must_suit", "scores"]
