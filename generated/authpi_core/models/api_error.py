"""The model `ApiError`."""

from __future__ import annotations

from authpi_core.model import Model


class ApiError(Model):
    """Body of every failed request."""

    error: str
    """Machine-readable code, for example `not_found`."""
    error_description: str
    """Human-readable explanation."""
    reference: str | None = None
    """Identifier of this failure, to quote to support."""
    retryable: bool
    """Whether the same request may succeed later."""
    retry_after: int | None = None
    """Seconds to wait before trying again."""
    fields: list[FieldError] | None = None
    """Field errors of an invalid request."""


from authpi_core.models.field_error import FieldError
