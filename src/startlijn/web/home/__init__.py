"""What is on my plate today."""
