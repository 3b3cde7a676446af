"""Real services for tests: PostgreSQL, Redis, and the product's own processes. Standard library only."""
