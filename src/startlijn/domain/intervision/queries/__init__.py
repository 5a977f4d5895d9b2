"""Reading intervision: one's own groups and meetings, what one arranges, and proposals of groups."""
