"""Command-line door: everything an administrator does."""
