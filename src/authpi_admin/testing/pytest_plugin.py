"""Provides pytest fixtures. pytest also loads this without the extra `testing`, which is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from authpi_admin import AuthPIAdmin
    from authpi_admin.testing import CoreAPI
    from authpi_admin.testing._state import UnknownKeys


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini option `authpi_unknown_keys`."""
    text = "How authpi_api handles body keys that the OpenAPI document does not describe: warn, refuse or ignore."
    parser.addini("authpi_unknown_keys", text, default="warn")


@pytest.fixture
def authpi_api(pytestconfig: pytest.Config) -> CoreAPI:
    """Return a new local Core API."""
    from authpi_admin.testing import CoreAPI  # noqa: PLC0415

    unknown_keys = str(pytestconfig.getini("authpi_unknown_keys"))
    if unknown_keys not in {"warn", "refuse", "ignore"}:
        raise pytest.UsageError(f"authpi_unknown_keys is {unknown_keys!r}; use warn, refuse or ignore")
    return CoreAPI(unknown_keys=cast("UnknownKeys", unknown_keys))


@pytest.fixture
def authpi(authpi_api: CoreAPI) -> AuthPIAdmin:
    """Return a client of `authpi_api` with its root key, which uses no socket and does not have to be closed."""
    return authpi_api.client()
