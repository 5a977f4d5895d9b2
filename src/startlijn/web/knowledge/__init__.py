"""Pages of the knowledge base and of the products that teams make."""
