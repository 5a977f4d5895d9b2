"""A school's three-year induction programme: elements, numbered versions, checks, board policy."""
