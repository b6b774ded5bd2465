"""Builds the headers of a request from the client's own and the caller's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from authpi_core.request import JSON, encode_headers, encode_if_match

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authpi_core.request import Request

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?")  # RFC 9110, section 5.5, without obs-text
_LONGEST_KEY = 256
# These say who the caller is, where the request goes and how the body is framed; a caller cannot replace them.
_RESERVED = frozenset(
    {"authorization", "host", "user-agent", "connection", "content-length", "content-type", "transfer-encoding"}
)


class Headers(dict[str, str]):
    """Headers by lower-case name. Their `repr` shows no values, since tracebacks with local variables contain it."""

    def __repr__(self) -> str:
        """Show the names."""
        return f"<headers {', '.join(self)}>"


def callers_headers(headers: Mapping[str, str]) -> Headers:
    """Return the caller's headers without the reserved ones.

    Raises:
        ValueError: A name or a value is invalid.
    """
    taken = Headers()
    for name, value in headers.items():
        if not _NAME.fullmatch(_text(name)) or not _VALUE.fullmatch(_text(value)):
            raise ValueError(
                f"the header {name!r} is invalid: a name must be a token, and a value printable ASCII without "
                "spaces at its ends"
            )
        if name.lower() not in _RESERVED:
            taken[name.lower()] = value
    return taken


def request_headers(base: Headers, request: Request) -> Headers:
    """Return the headers of one call, without the credential; every POST has an idempotency key.

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
    text = _text(key)
    if not 1 <= len(text) <= _LONGEST_KEY or not _VALUE.fullmatch(text):
        raise ValueError("idempotency_key must be 1 to 256 printable ASCII characters without spaces at its ends")
    return key


def _text(value: object) -> str:
    return value if isinstance(value, str) else "\0"  # a control character, which is refused like any other value
