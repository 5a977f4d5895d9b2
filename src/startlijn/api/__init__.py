"""The REST API: a module per subject, over the same actions and queries as the pages (docs/howto/api.md)."""
