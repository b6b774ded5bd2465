"""GET /v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.personal_token_list_item import PersonalTokenListItem
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.personal_token_status import PersonalTokenStatusInput
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(PersonalTokenListItem)


async def tokens_list(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    user_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    status: PersonalTokenStatusInput | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[PersonalTokenListItem]:
    """List a user's personal tokens.

    Requires the scope `issuers.users.tokens:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        issuer_id: Id of the issuer.
        user_id: Id of the user.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        status: Only personal tokens with this status.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[PersonalTokenListItem]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "tokens.list",
            "GET",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/tokens",
            (account_id, issuer_id, user_id),
            query={"limit": limit, "cursor": cursor, "status": status},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
