"""The page of the journal: who did what."""
