"""The requests that arrived, in as much memory as they may take."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_REQUESTS = 50_000
MOST_BODY_BYTES = 16 * 1024 * 1024


@dataclass(slots=True)
class Received:
    """A request that arrived. Headers and body are left out of its repr: they may hold secrets."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)
    """The body; `None` once later bodies needed its memory, and where it was too large to be read."""
    status: int | None = None
    """Status of the response; `None` while the request runs."""


@dataclass(slots=True)
class RequestLog:
    requests: list[Received] = field(default_factory=list[Received])
    _with_body: deque[tuple[Received, int]] = field(default_factory=deque[tuple[Received, int]])
    _body_bytes: int = 0

    def add(self, received: Received) -> None:
        """Keep a request, the last 50,000 of them; and its body, the last 16 MiB of bodies."""
        self.requests.append(received)
        del self.requests[:-MOST_REQUESTS]
        if received.body:
            self._with_body.append((received, len(received.body)))
            self._body_bytes += len(received.body)
        while self._body_bytes > MOST_BODY_BYTES or len(self._with_body) > MOST_REQUESTS:
            oldest, size = self._with_body.popleft()
            oldest.body = None
            self._body_bytes -= size
