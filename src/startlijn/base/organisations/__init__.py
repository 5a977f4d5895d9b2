"""Partnerships, sub-regions, boards, schools and institutes, and the public register behind them."""
