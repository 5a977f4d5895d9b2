"""Pages about what is recorded, who may see it, and the own data."""
