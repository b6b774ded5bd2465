"""The headers of a request: ours, the caller's, and which of them win."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from authpi_core.request import encode_if_match

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authpi_core.request import Request

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e]*")
_LONGEST_KEY = 256
# Ours alone: the first three say who the caller is and where the request goes, the others how the body is framed.
_OWN = frozenset(
    {"authorization", "host", "user-agent", "connection", "content-length", "content-type", "transfer-encoding"}
)


class Headers(dict[str, str]):
    """Headers by name in lower case. Their `repr` shows no values: it gets into formatted tracebacks."""

    def __repr__(self) -> str:
        """Name the headers."""
        return f"<headers {', '.join(self)}>"


def callers_headers(headers: Mapping[str, str]) -> Headers:
    """Take the caller's headers, without those that are ours alone.

    Args:
        headers: What the caller gave.

    Returns:
        The headers.

    Raises:
        ValueError: One has a name or a value that cannot be sent.
    """
    taken = Headers()
    for name, value in headers.items():
        if not _NAME.fullmatch(_text(name)) or not _VALUE.fullmatch(_text(value)):
            raise ValueError(f"the header {name!r} cannot be sent: a name is a token, a value printable ASCII")
        if name.lower() not in _OWN:
            taken[name.lower()] = value
    return taken


def request_headers(base: Headers, request: Request) -> Headers:
    """Give the headers of one call, but for the credential.

    Args:
        base: What every request carries.
        request: The request.

    Returns:
        The headers; every POST has an idempotency key.

    Raises:
        ValueError: A header, an ETag or an idempotency key cannot be sent.
    """
    headers = Headers(base)
    if request.headers:
        headers.update(callers_headers(request.headers))
    if request.body is not None:
        headers["content-type"] = "application/json"
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
    # The API takes 1 to 256 characters; of those, a header can carry printable ASCII.
    text = _text(key)
    if not 1 <= len(text) <= _LONGEST_KEY or not text.isascii() or not text.isprintable() or text != text.strip():
        raise ValueError("an idempotency key is 1 to 256 printable ASCII characters, without space at its ends")
    return key


def _text(value: object) -> str:
    # What is no text, which type checkers refuse, is refused here as well: a control character stands for it.
    return value if isinstance(value, str) else "\0"
