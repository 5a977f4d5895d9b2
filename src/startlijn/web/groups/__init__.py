"""The project worker's desk: rounds, sign-ups, proposals on a map, published groups."""
