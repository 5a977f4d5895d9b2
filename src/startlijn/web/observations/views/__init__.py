"""Views of observations and learning questions."""
