"""Learning networks for starters, and boards that share what they have realised."""
