"""The model `ApiError`."""

from __future__ import annotations

from authpi_core.model import Model


class ApiError(Model):
    """Body of an error response."""

    error: str
    """Machine-readable error code, for example `not_found`."""
    error_description: str
    """Human-readable explanation."""
    reference: str | None = None
    """Id of this error, to quote in support requests."""
    retryable: bool
    """Whether the same request may succeed if repeated."""
    retry_after: int | None = None
    """Seconds to wait before retrying."""
    fields: list[FieldError] | None = None
    """Errors of single fields of an invalid request."""


from authpi_core.models.field_error import FieldError
