"""What Python draws for the pages: the line, the map, charts, icons, differences between texts.

Pure functions: frozen dataclasses in, safe markup out. Text is escaped; no clock, no queries, no settings.
"""
