"""Reading guidance: every query takes the actor."""
