"""Views of intervision."""
