"""Replaces the vendored document: compares the old with the new one, and says what follows for the code."""
