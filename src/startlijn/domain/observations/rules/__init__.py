"""Judgements on observations: when a lesson can be, how pupils are counted, how a starter grows."""
