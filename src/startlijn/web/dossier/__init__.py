"""The dossier on screen: keep it, share it, ask for feedback, take it along."""
