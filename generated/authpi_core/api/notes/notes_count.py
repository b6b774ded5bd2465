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

    Requires the scope `notes:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        subject_type: Type of the resource that the notes are on.
        subject_id: Id of the resource that the notes are on.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        NoteCount: The note count.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
