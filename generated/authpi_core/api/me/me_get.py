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
        client: The client to send with.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        What the API answers.

    Raises:
        ValueError: An id, a time, a header or an ETag cannot be sent, and nothing was.
        TypeError: The body is no JSON, and nothing was sent.
        Exception: The call did not succeed: an `ApiError` with the client of `authpi_admin`.
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
