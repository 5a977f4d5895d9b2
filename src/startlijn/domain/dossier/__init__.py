"""The competence dossier: evidence of what a teacher can do, of the teacher, and shared item by item."""
