"""Reading assessments: settings, people, lists, and one page for each side; each takes the actor."""
