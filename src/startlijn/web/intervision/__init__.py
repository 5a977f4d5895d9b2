"""Pages of intervision: methods with a timer, the own groups, and forming groups."""
