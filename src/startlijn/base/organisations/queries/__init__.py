"""Every read about organisations: the partnership's own (`own`), the register, and how a file compares."""
