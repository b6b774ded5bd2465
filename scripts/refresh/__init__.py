"""Replaces the vendored document, compares it with the old one, and reports the necessary changes of the code."""
