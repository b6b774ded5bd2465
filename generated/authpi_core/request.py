"""Defines the request that an endpoint function passes to a client, and encodes its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from authpi_core.parameters import StyledParameter, header_text, path_text, query_pairs
from authpi_core.types import UNCONDITIONAL, AccountRef
from authpi_core.values import json_text

if TYPE_CHECKING:
    from authpi_core.types import AccountId, Headers, IfMatch, Timeout

JSON = "application/json"
_PLAIN_SEGMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.~-]*")
# An id with a slash, question mark or number sign would address another resource (RFC 3986, section 3). So would a dot
# segment, which servers and proxies resolve even if it is percent-encoded (section 5.2.4). Control characters are never
# part of an id.
_UNSAFE_SEGMENT = re.compile(r"\.{0,2}|.*[/\\?#\x00-\x1f\x7f-\x9f].*", re.DOTALL)
FIELD_VALUE = re.compile(r"[\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?")
"""A non-empty header value (RFC 9110, section 5.5), without `obs-text`, which not all servers accept."""


@dataclass(slots=True, eq=False, repr=False)  # no repr, since a body may contain a secret
class Request:
    """One call of an operation, without a credential and a base URL.

    Attributes:
        operation: The id of the operation in the OpenAPI document, for example `users.update`.
        method: The HTTP method.
        path: The path template of the OpenAPI document, with names in braces.
        ids: The values of those names, not percent-encoded.
        query: The query parameters; those that are `None` are omitted.
        header_parameters: The header parameters of the operation; those that are `None` are omitted.
        body: The JSON body; `None` for no body.
        requires_body: Whether the operation requires a body.
        is_object_body: Whether the body must be an object; otherwise any JSON value but `null`.
        content_type: The media type of the body.
        accept: The media type of the response.
        if_match: The expected ETag of the resource, or a model that is not a row of a list.
        idempotency_key: Identifies the request, so that the API processes it once even if it is sent several times.
        timeout: Time limit of each attempt, in seconds, or an `httpx.Timeout`; `None` for the client's timeout.
        headers: Additional headers.
        deadline: Time limit of the call with all its attempts, in seconds; `None` for the client's deadline.
    """

    operation: str
    method: str
    path: str
    ids: tuple[AccountId | StyledParameter, ...] = ()
    query: Mapping[str, object] | None = None
    header_parameters: Mapping[str, object] | None = None
    body: object = None
    requires_body: bool = False
    is_object_body: bool = True
    content_type: str = JSON
    accept: str = JSON
    if_match: IfMatch = UNCONDITIONAL
    idempotency_key: str | None = None
    timeout: Timeout | None = None
    headers: Headers | None = None
    deadline: float | None = None


async def resolve_path(request: Request, *, timeout: Timeout | None = None, deadline: float | None = None) -> str:
    """Fill in the ids of a path. If the account's id is not known yet, it is requested.

    Args:
        request: The request.
        timeout: Time limit of each attempt to request the account, in seconds, or an `httpx.Timeout`.
        deadline: Time limit for requesting the account with all attempts, in seconds.

    Returns:
        The percent-encoded path, which starts with a slash.

    Raises:
        ValueError: An id is not a string, is empty, `.` or `..`, or contains a slash, a backslash, a question mark, a
            number sign or a control character.
    """
    literals, names = _split(request.path)
    quoted = [
        "" if isinstance(value, AccountRef) else _encode(value, name, request.operation)
        for name, value in zip(names, request.ids, strict=True)
    ]
    # All ids are checked before the account is requested, so that an invalid one costs no request.
    for index, value in enumerate(request.ids):
        if isinstance(value, AccountRef):
            account_id = await value.resolve(timeout=timeout, deadline=deadline)
            quoted[index] = encode_segment(account_id, names[index], request.operation)
    return "".join(part for pair in zip(literals, [*quoted, ""], strict=True) for part in pair)


def _encode(value: object, name: str, operation: str) -> str:
    """Encode one parameter of a path."""
    if isinstance(value, StyledParameter):
        return path_text(name, value, lambda part: encode_segment(part, name, operation))
    return encode_segment(value, name, operation)


@cache
def _split(path: str) -> tuple[list[str], list[str]]:
    """Split a path template into the text between the names, and the names."""
    parts = re.split(r"\{([^{}]+)\}", path)
    return parts[::2], parts[1::2]


def encode_segment(value: object, name: str = "the id", operation: str = "") -> str:
    """Percent-encode an id for a path.

    Args:
        value: The id.
        name: The name of the parameter, for the error message.
        operation: The id of the operation, for the error message.

    Returns:
        The percent-encoded id.

    Raises:
        ValueError: The id is not a string, is empty, `.` or `..`, or contains a slash, a backslash, a question mark, a
            number sign or a control character.
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


def encode_query(query: Mapping[str, object] | None) -> str:
    """Encode query parameters.

    Args:
        query: The parameters; those that are `None` are omitted. An aware `datetime` becomes Unix milliseconds.

    Returns:
        The query without the question mark; empty if there are no parameters.

    Raises:
        TypeError: A value is nested deeper than its style can express.
        ValueError: A `datetime` has no time zone.
    """
    if not query:
        return ""
    return "&".join(pair for name, value in query.items() for pair in query_pairs(name, value))


def encode_headers(request: Request) -> dict[str, str]:
    """Encode the header parameters of an operation, and add the other headers of the request.

    Args:
        request: The request.

    Returns:
        The headers. A header parameter takes precedence over another header of the same name.

    Raises:
        TypeError: A value is nested deeper than its style can express.
        ValueError: A part of a value contains the comma that separates the parts.
    """
    given = request.header_parameters or {}
    described = {
        name: header_text(name, value)
        for name, value in given.items()
        if (value.value if isinstance(value, StyledParameter) else value) is not None
    }
    names = {name.lower() for name in described}
    return {
        name: value for name, value in (request.headers or {}).items() if str(name).lower() not in names
    } | described


def encode_request_body(request: Request) -> bytes | None:
    """Encode the body of a request as JSON.

    Args:
        request: The request. Its body may contain any mapping and sequence; models are encoded as they were received,
            and an aware `datetime` becomes Unix milliseconds.

    Returns:
        The JSON text; `None` if the request has no body.

    Raises:
        TypeError: The body is missing or not a mapping, or contains an object that JSON cannot represent.
        ValueError: A `datetime` is naive, a number is not finite, or the body is nested too deeply.
    """
    body = request.body
    if body is None and not request.requires_body:
        return None
    kind = type(body)
    is_object = issubclass(kind, Mapping) or hasattr(kind, "model_dump")
    if body is None or (request.is_object_body and not is_object):
        shown = "None" if body is None else f"an object of type {kind.__name__}"
        raise TypeError(f"{request.operation}: the body is {shown}; pass a dict with the fields of the resource")
    try:
        return json_text(body).encode()
    except RecursionError:
        raise ValueError(f"{request.operation}: the body is nested too deeply") from None


def encode_if_match(if_match: IfMatch) -> str | None:
    """Return the value of the `If-Match` header.

    Args:
        if_match: An ETag, or a model that has one; rows of lists have none.

    Returns:
        The ETag; `None` for `UNCONDITIONAL`, in which case the header is omitted.

    Raises:
        ValueError: `if_match` is `None`, the model has no ETag, or the ETag is not a valid header value. Sending an
            unconditional write instead could overwrite another client's change.
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
            f"this {type(given).__name__} has no ETag (rows of a list have none): "
            "read the resource with get() and pass that, or pass an ETag"
        )
    if not isinstance(etag, str) or not FIELD_VALUE.fullmatch(etag):
        raise ValueError("if_match takes an ETag, which is one or more printable ASCII characters")
    return etag
