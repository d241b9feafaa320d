"""Looking for people by their situation: criteria over every administration, checked on each one found."""
