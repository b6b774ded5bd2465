"""Reads what a credential can access in a real API, and reports where its responses differ from the document."""
