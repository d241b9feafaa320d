"""The commands of the terminal, by what they need: a server to start, a server that runs, or no server at all."""
