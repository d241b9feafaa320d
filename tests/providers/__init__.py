"""The four administrations: their projections, their ordered checks, their refusals."""
