"""What must be remembered: the tables, the rare writes of the configuration and the fast protocol state."""
