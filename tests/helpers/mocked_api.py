"""The API of a unit test: requests are recorded and get the responses that the test sets; no socket is opened."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import httpx

if TYPE_CHECKING:
    from pytest_httpx import HTTPXMock

    from authpi_admin import AuthPIAdmin

BASE_URL = "https://core-api.test"
KEY = ("key_1", "the-secret-of-the-key")
Outcome: TypeAlias = httpx.Response | Exception
Server: TypeAlias = Callable[[httpx.Request], Outcome | Awaitable[Outcome]]


def response(status: int = 200, /, *, headers: dict[str, str] | None = None, **members: Any) -> httpx.Response:
    """Return a response whose body is a JSON object of these members."""
    return httpx.Response(status, json=members, headers=headers)


def page(*rows: Any, next_cursor: str | None = None, **members: Any) -> httpx.Response:
    """Return a response with one page of a list; it is not the last page if it has a cursor."""
    paging: dict[str, Any] = {"has_more": next_cursor is not None, "next_cursor": next_cursor}
    return response(data=list(rows), **(paging | members))


def body_of(request: httpx.Request) -> Any:
    """Return the JSON body of a request, or `None` if it has no body."""
    return json.loads(request.content) if request.content else None


async def settle() -> None:
    """Let all tasks run until they wait for something."""
    for _ in range(20):
        await asyncio.sleep(0)


class MockedApi:
    """Records requests and sends responses.

    Attributes:
        requests: The requests, in order.
        server: Makes the responses once those of `respond_with` are used up; by default a 204.
    """

    def __init__(self, mock: HTTPXMock) -> None:
        """Take over all requests of httpx."""
        self.requests: list[httpx.Request] = []
        self.server: Server = lambda _: httpx.Response(204)
        self._outcomes: list[Outcome] = []
        self._arrived = asyncio.Event()
        mock.add_callback(self._handle, is_reusable=True, is_optional=True)

    def respond_with(self, *outcomes: Outcome) -> None:
        """Set the responses to the next requests; an exception is raised."""
        self._outcomes += outcomes

    async def sent(self, number: int = 1) -> None:
        """Wait until so many requests were sent; the first request of a client waits for a thread."""
        async with asyncio.timeout(10):
            while len(self.requests) < number:
                self._arrived.clear()
                await self._arrived.wait()
        await settle()

    @property
    def request(self) -> httpx.Request:
        """The only request."""
        (request,) = self.requests
        return request

    @property
    def lines(self) -> list[str]:
        """Method and path of each request, with its query."""
        return [f"{request.method} {request.url.raw_path.decode()}" for request in self.requests]

    async def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self._arrived.set()
        given = self._outcomes.pop(0) if self._outcomes else self.server(request)
        outcome = await given if inspect.isawaitable(given) else given
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class Connect(Protocol):
    """Creates a client of the mocked API, with an API key, an account and a fake clock by default."""

    def __call__(self, **options: Any) -> AuthPIAdmin:
        """Create a client, which is closed after the test.

        Args:
            **options: As those of `AuthPIAdmin`.
        """
        ...
