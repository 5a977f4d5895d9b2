"""Startlijn: induction of starting teachers, from programme to practice and back."""

__version__ = "0.1.0"
