"""Walls between purposes: who asks in vain is noted, and what an emergency opens for an hour."""
