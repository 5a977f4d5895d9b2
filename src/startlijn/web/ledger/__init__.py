"""Pages of own work, the statement of participation, and what participants thought."""
