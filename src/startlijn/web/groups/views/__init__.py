"""Pages of the desk, one module per step of the work."""
