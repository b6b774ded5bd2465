"""POST /v1/accounts/{account_id}/credits/topups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.topup import Topup
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.create_topup_input import CreateTopupInput
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = one(Topup)


async def credits_create_topup(
    client: Core,
    account_id: AccountId,
    body: CreateTopupInput | None = None,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Topup:
    """Top up the balance.

    Needs the scope `credits:write` (inferred).

    Args:
        client: The client that sends the request.
        account_id: The account.
        body: A credit top-up.
        if_match: ETag that the resource must still have; 412 where it has changed.
        idempotency_key: Makes a repeated request answer as the first did, for 24 hours. 1 to 256 characters.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Topup: The created topup.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "credits.create_topup",
            "POST",
            "/v1/accounts/{account_id}/credits/topups",
            (account_id,),
            body=body,
            if_match=if_match,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
