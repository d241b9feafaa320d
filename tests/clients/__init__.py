"""The sandbox seen by client libraries that nobody here wrote."""
