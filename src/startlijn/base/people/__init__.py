"""People and the roles they hold, with dates."""
