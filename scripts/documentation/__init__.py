"""Builds and checks the documentation site: `python -m documentation build`, with `scripts` on the path."""
