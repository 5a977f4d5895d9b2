"""Computing without a database: plain Python, no Django, no clock, no disk."""
