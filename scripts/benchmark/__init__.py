"""Compares the SDK with bare HTTP clients: `nox -s benchmark`."""
