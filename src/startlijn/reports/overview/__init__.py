"""Figures that read across capabilities: what was promised beside what was done, and how firmly it stands."""
