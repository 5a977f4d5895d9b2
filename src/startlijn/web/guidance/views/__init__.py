"""Views about lines, one module per reader."""
