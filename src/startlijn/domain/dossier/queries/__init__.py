"""Reading dossiers: one's own, what somebody gave, feedback, and what was handed in."""
