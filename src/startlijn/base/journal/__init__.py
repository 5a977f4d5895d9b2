"""Who did what: an append-only chain of lines, written by actions."""
