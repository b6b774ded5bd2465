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

    Requires the scope `api-keys:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        key_id: Id of the API key.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        ApiKey: The API key.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
