"""GET /v1/accounts/{account_id}/api-keys/{key_id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.api_key import ApiKey
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(ApiKey)


async def api_keys_get(
    client: Core,
    account_id: AccountId,
    key_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> ApiKey:
    """Get an API key.

    Needs the scope `api-keys:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        key_id: Id of the API key.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        ApiKey: The API key.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "api_keys.get",
            "GET",
            "/v1/accounts/{account_id}/api-keys/{key_id}",
            (account_id, key_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
