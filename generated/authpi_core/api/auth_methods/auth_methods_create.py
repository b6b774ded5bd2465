"""POST /v1/accounts/{account_id}/issuers/{issuer_id}/auth-methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.issuer_auth_method import IssuerAuthMethod
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.create_auth_method_input import CreateAuthMethodInput
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(IssuerAuthMethod)


async def auth_methods_create(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    body: CreateAuthMethodInput,
    *,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> IssuerAuthMethod:
    """Create an authentication method.

    Requires the scope `issuers.auth-methods:write` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        body: The authentication method to create.
        idempotency_key: Key that makes the request safe to repeat; unique for each write, for example a UUID.
            For 24 hours, a request with the same key, path and body returns the first successful response without
            being processed again; with another path or body it fails with 422. Documented for POST only. 1 to 256
            characters. `AuthPIAdmin` generates a key if none is passed.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        IssuerAuthMethod: The created issuer auth method.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "auth_methods.create",
            "POST",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/auth-methods",
            (account_id, issuer_id),
            body=body,
            requires_body=True,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
