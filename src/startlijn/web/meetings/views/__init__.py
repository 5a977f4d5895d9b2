"""Views about meetings."""
