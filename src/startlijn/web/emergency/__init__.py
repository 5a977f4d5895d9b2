"""Pages of emergency access: asking, answering as the second person, and reading for an hour."""
