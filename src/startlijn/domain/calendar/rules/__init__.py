"""Judgements of the calendar: the government's file, and what counts for a school."""
