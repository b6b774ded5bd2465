"""GET /v1/accounts/{account_id}/notes/backlinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.note import Note
from authpi_core.reading import many
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.note_ref_type import NoteRefTypeInput
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = many(Note)


async def notes_backlinks(
    client: Core,
    account_id: AccountId,
    ref_type: NoteRefTypeInput,
    ref_id: str,
    *,
    limit: int | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> list[Note]:
    """List the notes that refer to a resource.

    Requires the scope `notes:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        ref_type: Type of the resource that the notes refer to.
        ref_id: Id of the resource that the notes refer to.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        list[Note]: All items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
    """
    return await client.send(
        Request(
            "notes.backlinks",
            "GET",
            "/v1/accounts/{account_id}/notes/backlinks",
            (account_id,),
            query={"ref_type": ref_type, "ref_id": ref_id, "limit": limit},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
