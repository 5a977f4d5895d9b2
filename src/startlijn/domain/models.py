"""All tables of the domain floor, so that Django finds them under one label."""
