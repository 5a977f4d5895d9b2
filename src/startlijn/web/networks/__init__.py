"""Pages of learning networks, and of what boards share."""
