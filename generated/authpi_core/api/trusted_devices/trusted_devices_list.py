"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/trusted-devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.trusted_device import TrustedDevice
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(TrustedDevice)


async def trusted_devices_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    user_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[TrustedDevice]:
    """List trusted devices.

    Requires the scope `issuers.users.trusted-devices:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        user_id: Id of the user.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[TrustedDevice]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "trusted_devices.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/trusted-devices",
            (account_id, issuer_id, user_id),
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
