"""Verbs of courses. Each is one transaction and one journal line."""
