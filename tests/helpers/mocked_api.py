"""A mocked API for unit tests: it records requests and sends the responses that a test sets; no socket is opened."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import httpx
from helpers.clock import FakeClock, with_clock

from authpi_admin import AuthPIAdmin

if TYPE_CHECKING:
    from pytest_httpx import HTTPXMock

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


def identity(*account_ids: str) -> httpx.Response:
    """Return the response of `/v1/me` for a credential with these accounts."""
    access: list[dict[str, Any]] = [{"account_id": each, "scopes": []} for each in account_ids]
    return response(data={"type": "api_key", "accounts": access})


def body_of(request: httpx.Request) -> Any:
    """Return the JSON body of a request, or `None` if it has no body."""
    return json.loads(request.content) if request.content else None


async def settle() -> None:
    """Let all tasks run until they wait for something."""
    for _ in range(20):
        await asyncio.sleep(0)


async def never(_: object = None) -> Any:
    """Wait until the task is cancelled."""
    await asyncio.Event().wait()


class MockedApi:
    """Records requests, sends responses, and creates clients.

    Attributes:
        requests: The requests, in order.
        server: Makes the responses once those of `respond_with` are used up; by default a 204.
        clock: The clock of all clients.
    """

    def __init__(self, mock: HTTPXMock) -> None:
        self.requests: list[httpx.Request] = []
        self.server: Server = lambda _: httpx.Response(204)
        self.clock = FakeClock()
        self._outcomes: list[Outcome] = []
        self._arrived = asyncio.Event()
        self._clients: list[AuthPIAdmin] = []
        mock.add_callback(self._handle, is_reusable=True, is_optional=True)

    def connect(self, **options: Any) -> AuthPIAdmin:
        """Create a client with an API key, an account and a fake clock by default."""
        usual: dict[str, Any] = {"account_id": "acc_1", "base_url": BASE_URL}
        if "access_token" not in options:
            usual["api_key"] = KEY
        self._clients.append(with_clock(AuthPIAdmin(**(usual | options)), self.clock.clock))
        return self._clients[-1]

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

    async def aclose(self) -> None:
        for admin in self._clients:
            await admin.aclose()

    @property
    def request(self) -> httpx.Request:
        """The only request."""
        (request,) = self.requests
        return request

    @property
    def lines(self) -> list[str]:
        """Method and path of each request, with its query."""
        return [f"{request.method} {request.url.raw_path.decode()}" for request in self.requests]

    def sent_headers(self, name: str) -> list[str | None]:
        """Return a header of each request."""
        return [request.headers.get(name) for request in self.requests]

    async def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self._arrived.set()
        given = self._outcomes.pop(0) if self._outcomes else self.server(request)
        outcome = await given if inspect.isawaitable(given) else given
        if isinstance(outcome, Exception):
            raise outcome
        return outcome
