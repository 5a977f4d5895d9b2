"""Rounds of groups: schools sign up, groups are proposed, adjusted, published and remembered."""
