"""On which days schools are closed: the holidays of regions, and own days of schools."""
