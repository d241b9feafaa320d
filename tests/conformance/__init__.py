"""What holds for every provider, present and future: its shape, its contract, scopes that open exactly their fields."""
