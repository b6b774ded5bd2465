"""Contains endpoint functions."""
