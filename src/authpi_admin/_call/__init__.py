"""How one call of an operation becomes requests, retries, and a result or an error."""
