"""Accounts: how a person gets in."""
