"""Views of organisations: schools, boards with sub-regions, and imports of the register."""
