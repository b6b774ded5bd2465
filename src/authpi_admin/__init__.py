"""Async SDK for the AuthPI Core API.

async with AuthPIAdmin(api_key=("key_…", "secret")) as admin:
    user = await admin.issuer("i_…").users.create({"email": "alice@example.com"})
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from authpi_admin._raw import RawResponse, with_raw_response
from authpi_admin._version import __version__
from authpi_admin.client import AuthPIAdmin
from authpi_admin.errors import (
    AccountResolutionError,
    ApiConnectionError,
    ApiError,
    ApiTimeoutError,
    AuthenticationError,
    BadGatewayError,
    ClosedClientError,
    ConfigurationError,
    ConflictError,
    ForbiddenError,
    GatewayTimeoutError,
    InternalServerError,
    MalformedResponseError,
    NotFoundError,
    PaymentRequiredError,
    PreconditionFailedError,
    RateLimitError,
    ServerError,
    ServiceUnavailableError,
    UnexpectedError,
    ValidationError,
)
from authpi_admin.pagination import Page, Pages

if TYPE_CHECKING:
    from authpi_admin._aiohttp import AioHttpClient
else:

    def __getattr__(name: str) -> object:
        if name == "AioHttpClient":  # imported on first use, since few use it
            from authpi_admin._aiohttp import AioHttpClient  # noqa: PLC0415 - as above

            return AioHttpClient
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), "AioHttpClient"})


__all__ = [
    "AccountResolutionError",
    "AioHttpClient",
    "ApiConnectionError",
    "ApiError",
    "ApiTimeoutError",
    "AuthPIAdmin",
    "AuthenticationError",
    "BadGatewayError",
    "ClosedClientError",
    "ConfigurationError",
    "ConflictError",
    "ForbiddenError",
    "GatewayTimeoutError",
    "InternalServerError",
    "MalformedResponseError",
    "NotFoundError",
    "Page",
    "Pages",
    "PaymentRequiredError",
    "PreconditionFailedError",
    "RateLimitError",
    "RawResponse",
    "ServerError",
    "ServiceUnavailableError",
    "UnexpectedError",
    "ValidationError",
    "__version__",
    "with_raw_response",
]
