"""Defines the client protocol of endpoint functions, and a plain client that does not need `authpi_admin`."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Protocol, Self, TypeVar

import attrs
import httpx

from authpi_core.errors import UnexpectedStatus
from authpi_core.reading import Result
from authpi_core.request import (
    Request,
    encode_headers,
    encode_if_match,
    encode_query,
    encode_request_body,
    resolve_path,
)
from authpi_core.server import BASE_URL

R = TypeVar("R")


class Core(Protocol):
    """A client that endpoint functions can call."""

    async def send(self, request: Request, result: Result[R]) -> R:
        """Send a request and parse the response.

        Args:
            request: The request.
            result: Parses the body of a successful response.

        Returns:
            The result of the operation.
        """
        ...


@attrs.define
class CoreClient:
    """A plain client for endpoint functions, which sends each request once.

    `authpi_admin.AuthPIAdmin` is the client with retries, token refresh and typed errors. This one needs no other
    package than this one and httpx. Use it as an async context manager. An endpoint function that is called with it
    raises the exceptions of `send`, not `ApiError`.

    Attributes:
        base_url: URL of the API.
        api_key: Id and secret of an API key.
        access_token: Access token or personal token, instead of an API key.
        timeout: Time limit of a request, in seconds, unless the call has its own.
        http_client: HTTP client to send requests with. The caller has to close it. Default: a new client.
    """

    base_url: str = attrs.field(default=BASE_URL, kw_only=True)
    api_key: tuple[str, str] | None = attrs.field(default=None, repr=False, kw_only=True)
    access_token: str | None = attrs.field(default=None, repr=False, kw_only=True)
    timeout: float = attrs.field(default=30.0, kw_only=True)
    http_client: httpx.AsyncClient | None = attrs.field(default=None, kw_only=True)
    _own_client: httpx.AsyncClient | None = attrs.field(default=None, init=False, repr=False)

    async def send(self, request: Request, result: Result[R]) -> R:
        """Send a request and parse the response.

        Args:
            request: The request.
            result: Parses the body of a successful response.

        Returns:
            The result of the operation.

        Raises:
            UnexpectedStatus: The status of the response is not 2xx.
            httpx.HTTPError: No response was received.
            TimeoutError: No response was received before the deadline.
            pydantic.ValidationError: The response does not have the documented shape.
            ValueError: An id, a time or an ETag is invalid. Nothing was sent.
            TypeError: The body cannot be encoded as JSON. Nothing was sent.
        """
        headers = httpx.Headers({"Accept": request.accept, **encode_headers(request)})
        for name, value in (
            ("If-Match", encode_if_match(request.if_match)),
            ("Idempotency-Key", request.idempotency_key),
            ("Content-Type", None if request.body is None else request.content_type),
        ):
            if value is not None:
                headers[name] = value
        if self.access_token:  # not kept in a local variable, since some traceback formatters show those
            headers["Authorization"] = f"Bearer {self.access_token}"
        query = encode_query(request.query)
        async with asyncio.timeout(request.deadline):
            response = await self._client().request(
                request.method,
                self.base_url.rstrip("/")
                + await resolve_path(request, timeout=request.timeout)
                + (f"?{query}" if query else ""),
                content=encode_request_body(request),
                headers=headers,
                auth=httpx.BasicAuth(*self.api_key) if self.api_key else None,
                timeout=self.timeout if request.timeout is None else request.timeout,
            )
        if not response.is_success:
            raise UnexpectedStatus(response.status_code, response.content)
        return result.read(response.content, response.headers.get("ETag"))

    def __reduce__(self) -> str:
        """Prevent pickling, since a pickle would contain the credential."""
        raise TypeError("CoreClient cannot be pickled: create a new client in the other process")

    async def aclose(self) -> None:
        """Close the connections, except those of a passed `http_client`."""
        if self._own_client is not None:
            await self._own_client.aclose()

    async def __aenter__(self) -> Self:
        """Return the client itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.aclose()

    def _client(self) -> httpx.AsyncClient:
        """Return the HTTP client, and create it on first use."""
        if self.http_client is not None:
            return self.http_client
        if self._own_client is None:
            self._own_client = httpx.AsyncClient()
        return self._own_client
