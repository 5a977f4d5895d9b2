"""Joint assessment on the web: a page for each side, and no more on it than that side may see."""
