"""GET /v1/me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.caller_identity import CallerIdentity
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import Headers, Timeout

RESULT = one(CallerIdentity)


async def me_get(
    client: Core,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> CallerIdentity:
    """Get the caller's identity.

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        CallerIdentity: The caller identity.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "me.get",
            "GET",
            "/v1/me",
            (),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
