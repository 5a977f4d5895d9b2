"""`python -m tools.bench [grouping] [agenda] [sites [FOLDER]] [pages]`: print the tables of the docs."""

import sys

from tools.bench import agenda, grouping, pages, sites

TABLES = ("grouping", "agenda", "sites", "pages")
chosen = [word for word in sys.argv[1:] if word in TABLES] or list(TABLES)
folders = [word for word in sys.argv[1:] if word not in TABLES]
if "grouping" in chosen:
    grouping.main()
if "agenda" in chosen:
    agenda.main()
if "sites" in chosen:
    sites.main(*folders[:1])
if "pages" in chosen:
    pages.main()
