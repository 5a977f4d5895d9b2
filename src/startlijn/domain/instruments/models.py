"""Tables of instruments."""
