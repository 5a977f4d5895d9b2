"""Reading observations; every query takes the actor and goes through the gate."""
