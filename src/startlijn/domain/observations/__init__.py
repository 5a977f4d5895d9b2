"""Watching lessons together: by or with a starter, for a purpose fixed beforehand, and what is learnt."""
