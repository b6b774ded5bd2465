"""Defines the requests, responses and failures that the pipeline and the modules for HTTP libraries exchange."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping


class HttpResponse(Protocol):
    """The part of `httpx.Response` that is used."""

    @property
    def status_code(self) -> int:
        """HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Response headers; names are case-insensitive."""
        ...

    def aiter_bytes(self) -> AsyncIterator[bytes]:
        """Iterate over the chunks of the decompressed body."""
        ...

    async def aclose(self) -> None:
        """Close the response."""
        ...


class HttpClient(Protocol):
    """The part of `httpx.AsyncClient` and `httpx2.AsyncClient` that is used."""

    @property
    def is_closed(self) -> bool:
        """Whether the client was closed."""
        ...

    def build_request(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, Any] | None = None,
    ) -> Any:
        """Build a request with the client's own settings.

        Args:
            method: HTTP method.
            url: URL with the query.
            content: Body.
            headers: Headers.
            extensions: httpx's extensions: `timeout`, in seconds, and `trace`.

        Returns:
            The request, for `send`.
        """
        ...

    async def send(
        self, request: Any, *, stream: bool = False, auth: None = None, follow_redirects: bool = False
    ) -> HttpResponse:
        """Send a request.

        Args:
            request: The result of `build_request`.
            stream: Always `True`: the body is read afterwards.
            auth: Always `None`: the request has its credential.
            follow_redirects: Always `False`.

        Returns:
            The response.
        """
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


@dataclass(slots=True, eq=False, repr=False)  # no repr, since headers and body contain secrets
class Outgoing:
    """One HTTP request of an attempt.

    Attributes:
        method: HTTP method.
        url: URL with the query.
        headers: Headers, with the credential.
        content: Body.
        timeouts: Time limits of `connect`, `pool`, `read` and `write`, in seconds; `None` for no limit.
        max_response_bytes: Maximum size of the response's body, in bytes after decompression.
        may_have_been_sent: Whether a byte of the request may have been sent.
        is_traced: Whether the HTTP library has reported a step of the request.
        handshaking: Network streams that were opened for the request and whose TLS handshake is not complete.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes | None
    timeouts: Mapping[str, float | None]
    max_response_bytes: int
    may_have_been_sent: bool = True
    is_traced: bool = False
    handshaking: list[Any] = field(default_factory=list[Any])


@dataclass(slots=True, eq=False, repr=False)
class Received:
    """A response with its complete body."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status_code < 300  # noqa: PLR2004 - the range is the definition


class TransportFailure(Exception):  # noqa: N818 - internal; users see an `ApiConnectionError`
    """The HTTP library received no response. The cause is its exception, without the request."""

    def __init__(self, reason: str, *, is_timeout: bool = False) -> None:
        """Store the reason, which contains no secret."""
        super().__init__(reason)
        self.reason = reason
        self.is_timeout = is_timeout


class UnreadableResponse(Exception):  # noqa: N818 - internal; users see a `MalformedResponseError`
    """The body of a response is too long, or has an encoding that was not requested."""

    def __init__(self, reason: str, status_code: int) -> None:
        """Store the reason and the status of the response."""
        super().__init__(reason)
        self.reason = reason
        self.status_code = status_code


class Adapter(Protocol):
    """Sends requests with one HTTP library."""

    @property
    def is_closed(self) -> bool:
        """Whether the HTTP client was closed."""
        ...

    async def send(self, outgoing: Outgoing) -> Received:
        """Send a request and read the response; raise `TransportFailure` or `UnreadableResponse` if that fails."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


_ENCODINGS = frozenset({"", "identity", "gzip", "deflate"})  # those of `Accept-Encoding`


def check_encoding(status_code: int, content_encoding: str) -> None:
    """Raise an error for compression that was not requested.

    Encodings can be stacked ("gzip, gzip"), and each multiplies the size that a received chunk can expand to.
    """
    if content_encoding.strip().lower() not in _ENCODINGS:
        raise UnreadableResponse(f"the response has the Content-Encoding {content_encoding[:40]!r}", status_code)


async def read_body(chunks: AsyncIterator[bytes], status_code: int, limit: int) -> bytes:
    """Read a body, and raise an error if it has more bytes than the limit."""
    received: list[bytes] = []
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise UnreadableResponse(f"the response has more than {limit:,} bytes (max_response_bytes)", status_code)
        received.append(chunk)
    return received[0] if len(received) == 1 else b"".join(received)
