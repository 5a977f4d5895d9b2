"""Pages about people and their roles."""
