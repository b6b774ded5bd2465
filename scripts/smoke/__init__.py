"""Reads what a credential reaches of a real API, and says where its responses differ from the document."""
