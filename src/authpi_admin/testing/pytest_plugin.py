"""Fixtures for the tests of applications: a fresh local Core API, and a client on it.

pytest loads this in every run, also where the extra is not installed: what it needs is imported on use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from authpi_admin import AuthPIAdmin
    from authpi_admin.testing import CoreAPI


@pytest.fixture
def authpi_api() -> CoreAPI:
    """A fresh local Core API."""
    from authpi_admin.testing import CoreAPI  # noqa: PLC0415

    return CoreAPI()


@pytest.fixture
def authpi(authpi_api: CoreAPI) -> AuthPIAdmin:
    """A client of `authpi_api` with its root key; without a socket, so that there is nothing to close."""
    import httpx  # noqa: PLC0415

    from authpi_admin import AuthPIAdmin  # noqa: PLC0415

    client = httpx.AsyncClient(transport=authpi_api.transport())
    return AuthPIAdmin(api_key=authpi_api.key, base_url=authpi_api.base_url, http_client=client)
