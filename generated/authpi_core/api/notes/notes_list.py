"""GET /v1/accounts/{account_id}/notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_core.models.note import Note
from authpi_core.reading import page
from authpi_core.request import Request

if TYPE_CHECKING:
    from authpi_core.client import Core
    from authpi_core.models.note_subject_type import NoteSubjectTypeInput
    from authpi_core.types import AccountId, Headers, Page, Timeout

RESULT = page(Note)


async def notes_list(
    client: Core,
    account_id: AccountId,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    subject_type: NoteSubjectTypeInput | None = None,
    subject_id: str | None = None,
    issuer_id: str | None = None,
    created_by: str | None = None,
    pinned: bool | None = None,
    mentions_user_id: str | None = None,
    timeout: Timeout | None = None,
    headers: Headers | None = None,
    deadline: float | None = None,
) -> Page[Note]:
    """List notes, pinned ones first.

    Needs the scope `notes:read` (inferred).

    Args:
        client: The client that sends the request.
        account_id: The account.
        limit: Most items to return. Default: `50`. Between 1 and 100.
        cursor: `next_cursor` of the page before.
        subject_type: Filter.
        subject_id: Needs `subject_type`.
        issuer_id: Required for notes on users and organizations.
        created_by: Id of the author.
        pinned: Filter.
        mentions_user_id: Filter.
        timeout: Longest time for one attempt, in seconds.
        headers: Further headers of the request.
        deadline: Longest time for the call with all its attempts, in seconds.

    Returns:
        Page[Note]: One page of the list.

    Raises:
        ValueError: An id, a time, a header, an ETag or a number of the body is invalid. Nothing was sent.
        TypeError: A value of the body is not JSON. Nothing was sent.
        ApiError: The call failed: one of `authpi_admin.errors`. `CoreClient.send` lists what it raises instead.
    """
    return await client.send(
        Request(
            "notes.list",
            "GET",
            "/v1/accounts/{account_id}/notes",
            (account_id,),
            query={
                "limit": limit,
                "cursor": cursor,
                "subject_type": subject_type,
                "subject_id": subject_id,
                "issuer_id": issuer_id,
                "created_by": created_by,
                "pinned": pinned,
                "mentions_user_id": mentions_user_id,
            },
            timeout=timeout,
            headers=headers,
            deadline=deadline,
        ),
        RESULT,
    )
