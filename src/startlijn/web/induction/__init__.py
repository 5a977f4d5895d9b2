"""Pages of induction programmes: design, versions, comparison, files, policy of boards."""
