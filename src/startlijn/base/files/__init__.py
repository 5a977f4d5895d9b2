"""Files that people keep: checked by their content, outside the web root, named by ourselves."""
