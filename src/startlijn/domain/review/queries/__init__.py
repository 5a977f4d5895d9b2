"""Reading reviews, scans, and what starters need beside what programmes offer; each takes the actor."""
