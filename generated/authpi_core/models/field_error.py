"""The model `FieldError`."""

from __future__ import annotations

from authpi_core.model import Model


class FieldError(Model):
    """Error of a single field of a request."""

    field: str
    """Path of the field, for example `profile.first_name`."""
    code: str
    """Machine-readable reason."""
    message: str
    """Human-readable reason."""
