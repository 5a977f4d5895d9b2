"""Pages about lessons that are watched, also without a network, and about learning questions."""
