"""What the call pipeline and the modules for HTTP libraries exchange: requests, responses and failures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping


class HttpResponse(Protocol):
    """A streamed response, as `httpx.Response`."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers; names are case-insensitive."""
        ...

    def aiter_bytes(self) -> AsyncIterator[bytes]:
        """Iterate over the decompressed body."""
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
        """Build a request with the client's own settings; `extensions` has the timeouts in seconds, and `trace`."""
        ...

    async def send(
        self, request: Any, *, stream: bool = False, auth: None = None, follow_redirects: bool = False
    ) -> HttpResponse:
        """Send a request that `build_request` returned; the body of the response is read afterwards."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


@dataclass(slots=True, eq=False, repr=False)  # headers and body hold secrets
class Outgoing:
    """One HTTP request as it is sent.

    Attributes:
        timeouts: Seconds for `connect`, `pool`, `read` and `write`; `None` for no limit.
        max_response_bytes: The longest body to read, in bytes after decompression.
        may_have_been_sent: `False` once it is known that no byte of the request was sent.
        handshaking: The network streams that were opened for the request, until their TLS handshake is complete.
        is_traced: Whether the HTTP library has reported a step of the request.
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
    """A response whose body was read."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status_code < 300  # noqa: PLR2004 - the range is the definition


class TransportFailure(Exception):  # noqa: N818 - becomes an `ApiConnectionError`, which is the error that users see
    """The HTTP library got no response; its exception is the cause, without the request that it held."""

    def __init__(self, reason: str, *, is_timeout: bool = False) -> None:
        """Take a reason that names no secret."""
        super().__init__(reason)
        self.reason = reason
        self.is_timeout = is_timeout


class UnreadableResponse(Exception):  # noqa: N818 - becomes a `MalformedResponseError`
    """The body of a response is too long, or encoded in a way that was not requested."""

    def __init__(self, reason: str, status_code: int) -> None:
        """Take a reason and the status of the response."""
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


_ENCODINGS = frozenset({"", "identity", "gzip", "deflate"})  # what `Accept-Encoding` asks for


def check_encoding(status_code: int, content_encoding: str) -> None:
    """Refuse compression that was not requested.

    Encodings can be stacked ("gzip, gzip"), and each multiplies what one received chunk can expand to.
    """
    if content_encoding.strip().lower() not in _ENCODINGS:
        raise UnreadableResponse(f"the response has the Content-Encoding {content_encoding[:40]!r}", status_code)


async def read_body(chunks: AsyncIterator[bytes], status_code: int, limit: int) -> bytes:
    """Join the chunks of a body, up to a limit in bytes."""
    received: list[bytes] = []
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise UnreadableResponse(f"the response has more than {limit:,} bytes (max_response_bytes)", status_code)
        received.append(chunk)
    return received[0] if len(received) == 1 else b"".join(received)
