"""Turns one call of an operation into requests with retries, and the response into a result or an error."""
