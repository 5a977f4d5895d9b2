"""Pages for looking at a programme again."""
