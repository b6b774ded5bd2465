"""The model `PreconditionFailedError`."""

from __future__ import annotations

from authpi_core.model import Model


class PreconditionFailedError(Model):
    """Body of a 412: the resource changed since the given ETag."""

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
    current_etag: str | None = None
    """The resource's ETag now."""


from authpi_core.models.field_error import FieldError
