"""The documents that are made from the code: one module per document."""
