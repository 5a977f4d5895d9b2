"""Views of reviews, scans and needs."""
