"""A fictional partnership to try Startlijn with: described here in plain values, loaded elsewhere."""
