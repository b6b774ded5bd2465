"""GET /v1/accounts/{account_id}/notes/count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.note_count import NoteCount
from authpi_core.reading import one
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.note_subject_type import NoteSubjectTypeInput
    from authpi_core.types import AccountId, Headers, Timeout

RESULT = one(NoteCount)


async def notes_count(
    client: Core,
    account_id: AccountId,
    subject_type: NoteSubjectTypeInput,
    subject_id: str,
    *,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> NoteCount:
    """Count the notes on a resource.

    Needs the scope `notes:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: Id of the account.
        subject_type: Type of the resource that the notes are on.
        subject_id: Id of the resource that the notes are on.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        NoteCount: The note count.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "notes.count",
            "GET",
            "/v1/accounts/{account_id}/notes/count",
            (account_id,),
            query={"subject_type": subject_type, "subject_id": subject_id},
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
