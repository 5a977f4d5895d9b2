"""Walls between purposes: who asks in vain is noted."""
