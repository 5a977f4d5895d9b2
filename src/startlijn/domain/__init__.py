"""Domain floor: the work of induction, one folder per capability."""
