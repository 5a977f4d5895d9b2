"""Pages of who guards privacy: what is due, erasing, restricting, and the register."""
