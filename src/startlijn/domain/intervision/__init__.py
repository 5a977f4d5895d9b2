"""Intervision groups: who meets, with which method, who had which role; never the case."""
