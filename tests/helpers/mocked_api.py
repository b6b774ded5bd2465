"""The network of a unit test: what a client sends is kept, and answered as the test says; no socket is opened."""

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
Answer: TypeAlias = httpx.Response | Exception
Server: TypeAlias = Callable[[httpx.Request], Answer | Awaitable[Answer]]


def answer(status: int = 200, /, *, headers: dict[str, str] | None = None, **members: Any) -> httpx.Response:
    """An answer whose body is an object of these members."""
    return httpx.Response(status, json=members, headers=headers)


def page(*rows: Any, next_cursor: str | None = None, **members: Any) -> httpx.Response:
    """One page of a list; there are more where it has a cursor."""
    paging: dict[str, Any] = {"has_more": next_cursor is not None, "next_cursor": next_cursor}
    return answer(data=list(rows), **(paging | members))


def body_of(request: httpx.Request) -> Any:
    """The JSON body of a request; `None` where there is none."""
    return json.loads(request.content) if request.content else None


async def settle() -> None:
    """Let everything run that can run now."""
    for _ in range(20):
        await asyncio.sleep(0)


class MockedApi:
    """What was sent, and what will be answered.

    Attributes:
        requests: What was sent, in order.
        server: Answers what `answers` has nothing left for; a 204 where a test does not say.
    """

    def __init__(self, mock: HTTPXMock) -> None:
        """Take the place of the network."""
        self.requests: list[httpx.Request] = []
        self.server: Server = lambda _: httpx.Response(204)
        self._answers: list[Answer] = []
        self._arrived = asyncio.Event()
        mock.add_callback(self._handle, is_reusable=True, is_optional=True)

    def answers(self, *answers: Answer) -> None:
        """Say what the next requests are answered with; an exception is raised."""
        self._answers += answers

    async def sent(self, number: int = 1) -> None:
        """Wait until so many requests were sent; the first one of a client waits for a thread."""
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
        given = self._answers.pop(0) if self._answers else self.server(request)
        outcome = await given if inspect.isawaitable(given) else given
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class Connect(Protocol):
    """Makes a client on the wire, with a key, an account and no need to wait, unless the test says otherwise."""

    def __call__(self, **options: Any) -> AuthPIAdmin:
        """Make it; it is closed after the test.

        Args:
            **options: As those of `AuthPIAdmin`.
        """
        ...
