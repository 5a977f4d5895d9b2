"""What is recorded about people, who may see it, and how it leaves."""
