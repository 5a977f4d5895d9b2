"""Views of starters."""
