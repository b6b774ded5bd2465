"""The package of version 1.x whose `models` are in `authpi_admin.types` now."""
