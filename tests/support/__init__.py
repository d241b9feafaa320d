"""What the tests start for real: a sandbox, a PostgreSQL server, a browser."""
