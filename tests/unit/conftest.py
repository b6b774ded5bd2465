"""Fixtures: a mocked API, and clients of it with a clock that does not wait."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from helpers.clock import FakeClock, with_clock
from helpers.mocked_api import BASE_URL, KEY, Connect, MockedApi

from authpi_admin import AuthPIAdmin
from authpi_admin._binding import Bound, Endpoint

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from pytest_httpx import HTTPXMock


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    # Reading the usual certificates for each client would take longer than all else in these tests.
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path_factory.getbasetemp()))
    for name in [name for name in os.environ if name.startswith("AUTHPI_")]:
        monkeypatch.delenv(name)


def _endpoints(kind: type[Bound]) -> Iterator[Endpoint[Any, Any]]:
    for value in vars(kind).values():
        if isinstance(value, Endpoint):
            yield value
    for subclass in kind.__subclasses__():
        yield from _endpoints(subclass)


@pytest.fixture(autouse=True)
def _first_calls() -> None:
    """Forget what earlier tests have loaded, so that a test makes the first calls of its operations."""
    for endpoint in _endpoints(Bound):
        vars(endpoint)["_method"] = None
    for name, module in list(sys.modules.items()):
        if name.startswith("authpi_core.api.") and hasattr(module, "RESULT"):
            module.RESULT._built = module.RESULT._tolerant = None


@pytest.fixture
def mocked_api(httpx_mock: HTTPXMock) -> MockedApi:
    """The API that all clients of a test talk to."""
    return MockedApi(httpx_mock)


@pytest.fixture
def clock() -> FakeClock:
    """The clock of all clients of a test."""
    return FakeClock()


@pytest.fixture
async def connect(clock: FakeClock) -> AsyncIterator[Connect]:
    """Creates clients, and closes them after the test."""
    clients: list[AuthPIAdmin] = []

    def make(**options: Any) -> AuthPIAdmin:
        usual: dict[str, Any] = {"account_id": "acc_1", "base_url": BASE_URL}
        if "access_token" not in options:
            usual["api_key"] = KEY
        admin = with_clock(AuthPIAdmin(**(usual | options)), clock.clock)
        clients.append(admin)
        return admin

    yield make
    for admin in clients:
        await admin.aclose()


@pytest.fixture
def admin(connect: Connect) -> AuthPIAdmin:
    """A client."""
    return connect()
