"""Verbs of meetings: each checks the right, writes all or nothing, and leaves a line in the journal."""
