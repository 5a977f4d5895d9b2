"""`python -m tools.bench [grouping|pages]`: print the tables of the docs."""

import sys

from tools.bench import grouping, pages

chosen = sys.argv[1:] or ["grouping", "pages"]
if "grouping" in chosen:
    grouping.main()
if "pages" in chosen:
    pages.main()
