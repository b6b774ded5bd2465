"""Stores the received requests in limited memory."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_REQUESTS = 50_000
MAX_BODY_BYTES = 16 * 1024 * 1024


@dataclass(slots=True)
class Received:
    """A received request. Its repr omits headers and body, which may contain secrets."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)
    """The body; `None` if it was too large to be read, or was discarded because of the memory limit."""
    status: int | None = None
    """Status of the response; `None` while the request is processed."""


@dataclass(slots=True)
class RequestLog:
    requests: list[Received] = field(default_factory=list[Received])
    _with_body: deque[tuple[Received, int]] = field(default_factory=deque[tuple[Received, int]])
    _body_bytes: int = 0

    def add(self, received: Received) -> None:
        """Store a request. The last 50,000 requests and the last 16 MiB of bodies are kept."""
        self.requests.append(received)
        del self.requests[:-MAX_REQUESTS]
        if received.body:
            self._with_body.append((received, len(received.body)))
            self._body_bytes += len(received.body)
        while self._body_bytes > MAX_BODY_BYTES or len(self._with_body) > MAX_REQUESTS:
            oldest, size = self._with_body.popleft()
            oldest.body = None
            self._body_bytes -= size
