"""The truth: dated facts about synthetic citizens, and what each administration knows of them on a civil day."""
