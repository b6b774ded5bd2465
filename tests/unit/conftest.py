"""Fixtures: a mocked API with clients that do not wait, and the environment of a first call."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from helpers.mocked_api import MockedApi

from authpi_admin._binding import Bound, Endpoint

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from pytest_httpx import HTTPXMock

    from authpi_admin import AuthPIAdmin


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    # Reading the usual certificates for each client would take longer than all else in these tests.
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path_factory.getbasetemp()))


def _endpoints(kind: type[Bound]) -> Iterator[Endpoint[Any, Any]]:
    yield from (value for value in vars(kind).values() if isinstance(value, Endpoint))
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
async def api(httpx_mock: HTTPXMock) -> AsyncIterator[MockedApi]:
    """The API of all clients of a test, which are closed in the end."""
    api = MockedApi(httpx_mock)
    yield api
    await api.aclose()


@pytest.fixture
def admin(api: MockedApi) -> AuthPIAdmin:
    """A client."""
    return api.connect()
