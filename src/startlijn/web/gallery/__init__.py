"""Every component in every state: what page builders copy from, and the visual test."""
