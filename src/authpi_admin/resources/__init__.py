"""Contains a class for each resource, whose methods are endpoint functions with the client and ids bound."""
