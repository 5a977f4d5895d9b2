"""Looking at a programme again: the questions of a review, priorities, and how firmly it is anchored."""
