"""A service that manages the users of an issuer."""
