"""Builds and checks the documentation site: `python -m documentation`, with `scripts` on the path."""
