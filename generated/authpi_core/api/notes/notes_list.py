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

    Requires the scope `notes:read` (inferred, not documented).

    Args:
        client: The client that sends the request, for example `AuthPIAdmin.core`.
        account_id: Id of the account.
        limit: Maximum number of items to return. 1 to 100; 50 by default.
        cursor: `next_cursor` of the previous page. Default: the first page.
        subject_type: Only notes on resources of this type.
        subject_id: Only notes on the resource with this id. Requires `subject_type`.
        issuer_id: Id of the issuer; required for notes on users and organizations.
        created_by: Only notes by this author.
        pinned: Only pinned notes, or only notes that are not pinned.
        mentions_user_id: Only notes that mention this user.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`. Default: the client's timeout.
        headers: Additional request headers.
        deadline: Time limit of the whole call with all its attempts, in seconds. Default: the client's deadline.

    Returns:
        Page[Note]: One page of items.

    Raises:
        ValueError: An argument is invalid: an id, a time, a header, an ETag or a number. Nothing was sent.
        TypeError: The body cannot be encoded as JSON. Nothing was sent.
        ApiError: The request failed; `authpi_admin.errors` has a subclass for each kind of failure.
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
