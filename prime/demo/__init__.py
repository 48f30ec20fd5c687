"""Deterministic, plainly fictional demonstration data, and the command that runs the demonstration."""
