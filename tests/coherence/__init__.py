"""One citizen, four administrations, one truth: what each says must agree with what the others say."""
