"""What is asked of an HTTP client: the few calls that httpx and httpx2 have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class HttpResponse(Protocol):
    """An answer, read whole."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers; names in any case."""
        ...

    @property
    def content(self) -> bytes:
        """The body."""
        ...

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        ...


class HttpClient(Protocol):
    """What is asked of an HTTP client. `httpx.AsyncClient` is one, and so is `httpx2.AsyncClient`."""

    def build_request(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, Any] | None = None,
    ) -> Any:
        """Make a request, with what is set on the client.

        Args:
            method: The HTTP method.
            url: The address.
            content: The body.
            headers: The headers.
            extensions: `{"timeout": {"connect": …, "pool": …, "read": …, "write": …}}`, in seconds.

        Returns:
            What `send` takes.
        """
        ...

    async def send(self, request: Any, *, auth: None = None, follow_redirects: bool = False) -> HttpResponse:
        """Send a request and read the whole answer.

        Args:
            request: What `build_request` gave.
            auth: `None`: the credential is in the headers.
            follow_redirects: `False`: a redirection is an answer.

        Returns:
            The answer.
        """
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...
