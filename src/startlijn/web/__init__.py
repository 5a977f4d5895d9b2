"""Web door: pages. Translates requests into one action or a few queries; decides nothing."""
