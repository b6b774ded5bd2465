"""A service that manages the users of an issuer: import, export, webhooks, edits and key rotation."""
