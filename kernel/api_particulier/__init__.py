"""API Particulier v3: what its front door does for every provider behind it (tokens, recipient, identity, envelope)."""
