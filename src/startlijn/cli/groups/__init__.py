"""`startlijn groups form`: put the rows of a file into groups, with a proof of how good the answer is."""

from startlijn.cli.groups.command import add_parser, run

__all__ = ["add_parser", "run"]
