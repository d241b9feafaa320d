"""The documentation is true: what it shows runs, what it names exists, what it links to is there."""
