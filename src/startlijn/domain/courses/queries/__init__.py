"""Reading courses: every page and file goes through these; each takes the actor."""
