"""Figures and lists as files for spreadsheets."""
