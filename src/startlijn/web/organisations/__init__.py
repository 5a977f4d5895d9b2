"""Pages about schools, boards, sub-regions and the register."""
