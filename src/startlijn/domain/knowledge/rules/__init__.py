"""Judgements on products: what looks personal, what a search finds and why."""
