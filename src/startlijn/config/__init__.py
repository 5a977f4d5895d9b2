"""Settings, root addresses and the web entry point."""
