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
        client: The client that sends the request.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        CallerIdentity: The caller identity.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
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
