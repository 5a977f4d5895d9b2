"""Judgements about courses, each on values only: no queries, no clock."""
