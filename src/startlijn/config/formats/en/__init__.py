"""English: 28 November 2026, 03:01."""
