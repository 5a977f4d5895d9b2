"""Judgements of guidance: no database, no clock."""
