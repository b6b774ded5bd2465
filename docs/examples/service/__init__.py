"""A service that keeps the users of an issuer: import, export, webhooks, edits and key rotation."""
