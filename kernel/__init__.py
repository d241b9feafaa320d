"""What every provider shares: the context of a call, scope-opened fields, the error grammar, the trace."""
