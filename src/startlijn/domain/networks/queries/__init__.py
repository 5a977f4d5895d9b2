"""Views of networks and of what boards share."""
