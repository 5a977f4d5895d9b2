"""Reading products: those of the own teams, and the knowledge base. Each takes the actor."""
