"""Knowledge: what teams of schools make, and the base in which all schools find it."""
