"""Pages of the calendar: the school holidays as they count here, and own days of schools."""
