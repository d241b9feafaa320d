"""The catalogue of simulated administrations: one folder each, the same file names in every one."""
