"""A function as `api_key`: called before the first request, and again when the API refuses the key."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest
from helpers.mocked_api import page, response

from authpi_admin import ApiTimeoutError, AuthenticationError, ConfigurationError

if TYPE_CHECKING:
    import httpx
    from helpers.mocked_api import Connect, MockedApi

OLD, NEW = ("key_1", "old-marked-secret"), ("key_1", "new-marked-secret")


class KeySource:
    """Returns keys, one after another, and counts its calls."""

    def __init__(self, *keys: Any) -> None:
        self.keys = list(keys)
        self.calls = 0

    def function(self) -> Any:
        self.calls += 1
        key = self.keys.pop(0)
        if isinstance(key, Exception):
            raise key
        return key

    async def coroutine_function(self) -> Any:
        await asyncio.sleep(0)
        return self.function()


def accept(mocked_api: MockedApi, *secrets: str) -> list[str]:
    """Let the API accept these secrets, and return the list of secrets that it receives."""
    received: list[str] = []

    def server(request: httpx.Request) -> httpx.Response:
        _, secret = b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode().split(":")
        received.append(secret)
        return page() if secret in secrets else response(401, error="unauthorized_client")

    mocked_api.server = server
    return received


@pytest.mark.parametrize("kind", ["function", "coroutine_function"])
async def test_key_is_requested_once_before_the_first_call(kind: str, connect: Connect, mocked_api: MockedApi) -> None:
    received, source = accept(mocked_api, OLD[1]), KeySource(OLD)
    admin = connect(api_key=getattr(source, kind))
    assert source.calls == 0
    await asyncio.gather(*(admin.webhooks.list() for _ in range(5)))
    await admin.with_options(timeout=3).webhooks.list()
    assert (source.calls, received) == (1, [OLD[1]] * 6)


async def test_refused_key_is_replaced_once_for_all_calls(connect: Connect, mocked_api: MockedApi) -> None:
    received, source = accept(mocked_api, NEW[1]), KeySource(OLD, NEW)
    admin = connect(api_key=source.coroutine_function, retries=False)
    await asyncio.gather(*(admin.webhooks.list() for _ in range(5)))
    assert (source.calls, sorted(received)) == (2, [NEW[1]] * 5 + [OLD[1]] * 5)


async def test_same_key_again_raises_without_a_second_attempt(connect: Connect, mocked_api: MockedApi) -> None:
    received, source = accept(mocked_api), KeySource(OLD, OLD)
    with pytest.raises(AuthenticationError, match="401 unauthorized_client") as caught:
        await connect(api_key=source.function).webhooks.list()
    assert (source.calls, received, caught.value.attempts) == (2, [OLD[1]], 1)


@pytest.mark.parametrize("wrong", [None, ("key_1",), ("id", "secret"), ValueError("no key")], ids=str)
async def test_failure_is_raised_before_anything_is_sent(wrong: Any, connect: Connect, mocked_api: MockedApi) -> None:
    received, source = accept(mocked_api, OLD[1]), KeySource(wrong, OLD)
    admin = connect(api_key=source.function)
    with pytest.raises(AuthenticationError, match="no_credential: the api_key function returned no API key") as caught:
        await admin.webhooks.list()
    assert isinstance(caught.value.__cause__, ValueError if isinstance(wrong, ValueError) else ConfigurationError)
    assert received == []
    await admin.webhooks.list()  # the failure is not remembered
    assert received == [OLD[1]]


async def test_deadline_limits_the_wait_for_a_key(connect: Connect, mocked_api: MockedApi) -> None:
    received = accept(mocked_api, OLD[1])
    released = asyncio.Event()

    async def slow() -> tuple[str, str]:
        await released.wait()
        return OLD

    admin = connect(api_key=slow)
    with pytest.raises(ApiTimeoutError, match="the deadline passed before the credential was renewed"):
        await admin.webhooks.list(deadline=0.01)
    released.set()
    await admin.webhooks.list()
    assert received == [OLD[1]]


async def test_key_is_in_no_error(connect: Connect, mocked_api: MockedApi) -> None:
    accept(mocked_api)
    with pytest.raises(AuthenticationError) as caught:
        await connect(api_key=KeySource(OLD, NEW).function).webhooks.list()
    assert "marked" not in f"{caught.value!r}{vars(caught.value)}{caught.value.__cause__!r}"


async def test_function_that_calls_its_own_client_raises(connect: Connect, mocked_api: MockedApi) -> None:
    received = accept(mocked_api, OLD[1])

    async def reentrant() -> tuple[str, str]:
        await admin.whoami()
        return OLD

    admin = connect(api_key=reentrant)
    async with asyncio.timeout(5):
        with pytest.raises(AuthenticationError, match="the api_key function returned no API key") as caught:
            await admin.webhooks.list()
    assert "called this client, which has no API key yet" in str(caught.value.__cause__)
    assert received == []
