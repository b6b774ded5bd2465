"""Endpoint functions, one a module; `authpi_core.operations` has them all."""
