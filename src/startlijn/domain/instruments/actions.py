"""Verbs of instruments."""
