"""All or nothing: every action is broken off at every query, and must leave no trace (trust P4)."""
