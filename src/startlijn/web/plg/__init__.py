"""Pages of a learning group: agenda with a timer, action board, teams, notes, and all of it on paper."""
