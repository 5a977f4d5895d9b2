"""Judgements of programmes: elements, checks that advise, differences, what falls away, files."""
