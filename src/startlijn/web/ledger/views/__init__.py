"""Pages of own work."""
