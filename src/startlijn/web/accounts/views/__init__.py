"""The pages of getting in."""
