"""Judgements of meetings: which moments are possible, calendar files, the problem for the engine."""
