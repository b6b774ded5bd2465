"""Contains the endpoint functions, one per module; `authpi_core.operations` exports all of them."""
