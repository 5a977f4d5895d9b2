"""API door: the same actions and queries as the pages, for machines."""
