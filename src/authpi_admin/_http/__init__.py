"""Sends requests: a module for each HTTP library, and the connection that a client and its copies share."""
