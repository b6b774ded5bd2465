"""The model `PreconditionFailedError`."""

from __future__ import annotations

from authpi_core.model import Model


class PreconditionFailedError(Model):
    """Body of a 412 response: the resource has changed since the ETag in `If-Match`."""

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
    current_etag: str | None = None
    """Current ETag of the resource."""


from authpi_core.models.field_error import FieldError
