"""One starter's trajectory: appointments, coach, the line of steps, what was given and received."""
