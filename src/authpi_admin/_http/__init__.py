"""How requests are sent: one module for each HTTP library, and the connection that a client and its copies share."""
