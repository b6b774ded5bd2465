"""The request that an endpoint function passes to a client, and how its parts are encoded."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlencode

from authpi_core.types import UNCONDITIONAL, AccountRef

if TYPE_CHECKING:
    from authpi_core.types import AccountId, Headers, IfMatch, QueryValue, Timeout

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_BINARY = (bytes, bytearray, memoryview)
_PLAIN_SEGMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.~-]*")
# A slash, a query or a fragment in an id would address another resource; so would a dot segment, which servers
# and proxies resolve even when it is percent-encoded. Control characters are never part of an id.
_UNSAFE_SEGMENT = re.compile(r"\.{0,2}|.*[/\\?#\x00-\x1f\x7f-\x9f].*", re.DOTALL)
_FIELD_VALUE = re.compile(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?")


@dataclass(slots=True, eq=False, repr=False)  # a body may hold a secret
class Request:
    """One call of an operation, before it has a credential and an address.

    Attributes:
        operation: The id of the operation in the OpenAPI document, for example `users.update`.
        method: The HTTP method.
        path: The path as the OpenAPI document writes it, with names in braces.
        ids: The values of those names, not yet quoted.
        query: The query parameters; those that are `None` are left out.
        body: The JSON body; `None` for no body.
        requires_body: Whether the operation requires a body.
        if_match: The ETag that the resource must still have, or a model that carries it.
        idempotency_key: Identifies the request, so that the API processes it once however often it is sent.
        timeout: How long one attempt may take, in seconds; `None` for the client's own.
        headers: Further headers.
        deadline: How long the call may take with all its attempts, in seconds; `None` for the client's own.
    """

    operation: str
    method: str
    path: str
    ids: tuple[AccountId, ...] = ()
    query: Mapping[str, QueryValue] | None = None
    body: object = None
    requires_body: bool = False
    if_match: IfMatch = UNCONDITIONAL
    idempotency_key: str | None = None
    timeout: Timeout | None = None
    headers: Headers | None = None
    deadline: float | None = None


async def resolve_path(request: Request, *, timeout: Timeout | None = None, deadline: float | None = None) -> str:
    """Fill in the ids of a path, requesting the account's id if it is not known yet.

    Args:
        request: The request.
        timeout: The time limit of one attempt to find the account, in seconds.
        deadline: How long to wait for the account, in seconds.

    Returns:
        The path, which begins with a slash.

    Raises:
        ValueError: An id is not a string, is empty, `.` or `..`, or contains a slash, a backslash, a question mark, a
            number sign or a control character.
    """
    literals, names = _split(request.path)
    quoted = [
        "" if isinstance(value, AccountRef) else encode_segment(value, name, request.operation)
        for name, value in zip(names, request.ids, strict=True)
    ]
    # All ids are checked before the account is requested, so that an invalid one costs no request.
    for index, value in enumerate(request.ids):
        if isinstance(value, AccountRef):
            account_id = await value.resolve(timeout=timeout, deadline=deadline)
            quoted[index] = encode_segment(account_id, names[index], request.operation)
    return "".join(part for pair in zip(literals, [*quoted, ""], strict=True) for part in pair)


@cache
def _split(path: str) -> tuple[list[str], list[str]]:
    """Split a path of the document into what stands between names, and the names."""
    parts = re.split(r"\{([^{}]+)\}", path)
    return parts[::2], parts[1::2]


def encode_segment(value: object, name: str = "the id", operation: str = "") -> str:
    """Quote one id of a path.

    Args:
        value: The id.
        name: What it is called, for the error.
        operation: The operation's id, for the error.

    Returns:
        The quoted id.

    Raises:
        ValueError: As `resolve_path`.
    """
    if isinstance(value, str):
        if _PLAIN_SEGMENT.fullmatch(value):
            return value
        if not _UNSAFE_SEGMENT.fullmatch(value):
            return quote(value, safe="")
    shown = repr(value) if isinstance(value, str | None) else f"an object of type {type(value).__name__}"
    raise ValueError(
        f"{operation}{': ' if operation else ''}{name} is {shown}; pass a non-empty string other than '.' and '..', "
        "without slashes, backslashes, question marks, number signs and control characters"
    )


def encode_query(query: Mapping[str, QueryValue] | None) -> str:
    """Write query parameters.

    Args:
        query: The parameters; those that are `None` are left out. An aware `datetime` becomes Unix milliseconds.

    Returns:
        The query without its question mark; empty if there are no parameters.

    Raises:
        ValueError: A `datetime` is naive.
    """
    if not query:
        return ""
    return urlencode({name: _text(value) for name, value in query.items() if value is not None}, quote_via=quote)


def encode_request_body(request: Request) -> bytes | None:
    """Write the JSON body of a request.

    Args:
        request: The request. Its body may contain any mapping and sequence; models are written as they were received,
            and an aware `datetime` becomes Unix milliseconds.

    Returns:
        The JSON text; `None` without a body.

    Raises:
        TypeError: The body is missing, is not a mapping, or contains something that is not JSON.
        ValueError: A `datetime` is naive, a number is not finite, or the body is nested too deeply.
    """
    body = request.body
    if body is None and not request.requires_body:
        return None
    if not isinstance(body, Mapping) and not hasattr(body, "model_dump"):
        shown = "None" if body is None else f"an object of type {type(body).__name__}"
        raise TypeError(f"{request.operation}: the body is {shown}; pass a dict with the fields of the resource")
    try:
        return json.dumps(body, default=_as_json, allow_nan=False, separators=(",", ":")).encode()
    except RecursionError:
        raise ValueError(f"{request.operation}: the body is nested too deeply") from None


def encode_if_match(if_match: IfMatch) -> str | None:
    """Give the value of the `If-Match` header.

    Args:
        if_match: An ETag, or a model that carries one because it was read by itself, not in a list.

    Returns:
        The ETag; `None` for `UNCONDITIONAL`, where the header is left out.

    Raises:
        ValueError: `if_match` is `None`, the model carries no ETag, or the ETag cannot be sent in a header. An
            unconditional write instead could overwrite a change that was made in between.
    """
    if if_match is UNCONDITIONAL:
        return None
    given = cast("object", if_match)
    if given is None:
        raise ValueError(
            "if_match is None: the model has no ETag (rows of a list have none). Read the resource with get() and "
            "pass that, or leave the argument out for an unconditional write"
        )
    etag: object = given if isinstance(given, str) else getattr(given, "etag", None)
    if etag is None:
        raise ValueError(
            f"this {type(given).__name__} carries no ETag (rows of a list have none): "
            "read the resource with get() and pass that, or pass an ETag"
        )
    if not isinstance(etag, str) or not _FIELD_VALUE.fullmatch(etag):
        raise ValueError("if_match takes an ETag, which is one or more printable ASCII characters")
    return etag


def unix_milliseconds(moment: datetime) -> int:
    """Turn an aware `datetime` into Unix time in milliseconds, the API's unit of time.

    Args:
        moment: The moment.

    Returns:
        Milliseconds since 1970-01-01T00:00:00Z, rounded down.

    Raises:
        ValueError: The `datetime` is naive, so that it names no moment.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no time zone: pass an aware datetime, for example datetime.now(UTC)")
    return (moment - _EPOCH) // _MILLISECOND


def _text(value: QueryValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(unix_milliseconds(value) if isinstance(value, datetime) else value)


def _as_json(value: object) -> Any:
    kind = type(value)
    if isinstance(value, datetime):
        return unix_milliseconds(value)
    if (dump := getattr(value, "model_dump", None)) is not None:
        return dump(by_alias=True, exclude_unset=True)  # what the API sent, under its own names
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    if isinstance(value, Sequence | AbstractSet) and kind not in _BINARY:
        return list(cast("Sequence[object]", value))
    raise TypeError(f"a body is JSON, which cannot represent an object of type {kind.__name__}")
