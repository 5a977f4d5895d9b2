"""Verbs of the dossier: keep evidence, give and take back, ask and answer, hand in, take along."""

from startlijn.domain.dossier.actions.submitting import submit

__all__ = ["submit"]
