"""Documents to print or send: PDF from the same templates as the pages."""
