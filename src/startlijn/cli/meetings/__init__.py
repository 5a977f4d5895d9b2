"""`startlijn meetings plan`: choose the dates of a series from a table of availability."""

from startlijn.cli.meetings.command import add_parser, run

__all__ = ["add_parser", "run"]
