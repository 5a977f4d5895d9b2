"""Base floor: who, where, who may, what happened."""
