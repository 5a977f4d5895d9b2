"""Benchmarks: the grouping engine beside its peers, and what a page costs. Nothing here is a test."""
