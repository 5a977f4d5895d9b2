"""Judgements about intervision, each on values only: no queries, no clock."""
