"""The rhythm of a professional learning group: agenda, action board, sub-teams, notes."""
