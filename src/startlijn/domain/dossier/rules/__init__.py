"""Judgements on dossiers: what counts as evidence, what it covers, and how a copy is hashed."""
