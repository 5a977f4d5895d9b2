"""Who may do what: one page of permissions, one page of roles, one gate."""
