"""Measures what the SDK costs beside bare HTTP clients: `nox -s benchmark`."""
