"""Judgements about groups, each on values only: no queries, no clock."""
