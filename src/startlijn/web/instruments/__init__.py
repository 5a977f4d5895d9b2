"""Pages of instruments: the library, and the parts of pages with which others ask and show answers."""
