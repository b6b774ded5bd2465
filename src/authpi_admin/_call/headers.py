"""Builds the headers of a request from those of the client and those of the caller."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from authpi_core.request import FIELD_VALUE, JSON, encode_headers, encode_if_match

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authpi_core.request import Request

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # a token (RFC 9110, section 5.6.2)
_MAX_KEY_LENGTH = 256
# The caller cannot replace these, which contain the credential, the destination and the framing of the body.
_RESERVED = frozenset(
    {"authorization", "host", "user-agent", "connection", "content-length", "content-type", "transfer-encoding"}
)


class Headers(dict[str, str]):
    """Headers by lower-case name. The repr has no values, since some traceback formatters show local variables."""

    def __repr__(self) -> str:
        """Return the names of the headers."""
        return f"<headers {', '.join(self)}>"


def callers_headers(headers: Mapping[str, str]) -> Headers:
    """Return the caller's headers without the reserved ones.

    Raises:
        ValueError: A name or a value is invalid.
    """
    taken = Headers()
    for name, value in headers.items():
        if not _NAME.fullmatch(_text(name)) or (value != "" and not FIELD_VALUE.fullmatch(_text(value))):
            raise ValueError(
                f"the header {name!r} is invalid: a name must be a token, and a value printable ASCII without leading "
                "or trailing spaces"
            )
        if name.lower() not in _RESERVED:
            taken[name.lower()] = value
    return taken


def request_headers(base: Headers, request: Request) -> Headers:
    """Return the headers of one call, without the credential. A POST without an idempotency key gets a new one.

    Raises:
        ValueError: A header, an ETag or an idempotency key is invalid.
    """
    headers = Headers(base)
    if request.headers or request.header_parameters:
        headers.update(callers_headers(encode_headers(request)))
    if request.accept != JSON:
        headers["accept"] = request.accept
    if request.body is not None:
        headers["content-type"] = request.content_type
    if (etag := encode_if_match(request.if_match)) is not None:
        headers["if-match"] = etag
    if request.idempotency_key is not None:
        headers["idempotency-key"] = _checked_key(request.idempotency_key)
    elif "idempotency-key" in headers:
        _checked_key(headers["idempotency-key"])
    elif request.method == "POST":
        headers["idempotency-key"] = str(uuid4())
    return headers


def _checked_key(key: str) -> str:
    """Return a valid idempotency key."""
    text = _text(key)
    if len(text) > _MAX_KEY_LENGTH or not FIELD_VALUE.fullmatch(text):
        raise ValueError(
            "idempotency_key must be 1 to 256 printable ASCII characters without leading or trailing spaces"
        )
    return key


def _text(value: object) -> str:
    """Return a string, or for any other value a control character, which is invalid in a header."""
    return value if isinstance(value, str) else "\0"
