"""Pages about lines: the own one, that of the starters one guides, coaches, and who would be forgotten."""
