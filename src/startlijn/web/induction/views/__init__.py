"""Views of induction programmes, by what one does."""
