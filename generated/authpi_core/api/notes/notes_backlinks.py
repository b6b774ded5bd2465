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

    Needs the scope `notes:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        ref_type: Type of the resource that the notes refer to.
        ref_id: Id of the resource that the notes refer to.
        limit: Maximum number of items to return, 1 to 100. Default: 50. 1 to 100; 50 by default.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        list[Note]: The whole list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
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
