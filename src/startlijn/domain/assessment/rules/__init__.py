"""Judgements without a database or a clock: states, panels, deadlines, agreement, signals."""
