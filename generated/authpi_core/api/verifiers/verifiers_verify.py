"""POST /v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/verifiers/{verifier_id}/verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.code_verification import CodeVerification
from authpi_core.reading import one
from authpi_core.request import Request
from authpi_core.types import UNCONDITIONAL

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.verify_code_input import VerifyCodeInput
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

RESULT = one(CodeVerification, secret=True)


async def verifiers_verify(
    client: Core,
    account_id: AccountId,
    issuer_id: str,
    user_id: str,
    verifier_id: str,
    body: VerifyCodeInput,
    *,
    if_match: IfMatch = UNCONDITIONAL,
    idempotency_key: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> CodeVerification:
    """Check a code.

    Needs the scope `issuers.users.verifiers:write` (inferred).

    Args:
        client: The client that sends the request.
        account_id: The account.
        issuer_id: The issuer.
        user_id: The user.
        verifier_id: The verifier.
        body: A code to check.
        if_match: ETag that the resource must still have; 412 where it has changed.
        idempotency_key: Makes a repeated request answer as the first did, for 24 hours. 1 to 256 characters.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        CodeVerification: The code verification.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "verifiers.verify",
            "POST",
            "/v1/accounts/{account_id}/issuers/{issuer_id}/users/{user_id}/verifiers/{verifier_id}/verify",
            (account_id, issuer_id, user_id, verifier_id),
            body=body,
            requires_body=True,
            if_match=if_match,
            idempotency_key=idempotency_key,
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
