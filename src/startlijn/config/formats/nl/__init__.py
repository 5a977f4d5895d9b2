"""Dutch: 28 november 2026, 03:01."""
