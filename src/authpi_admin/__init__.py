"""Async SDK for the AuthPI Core API.

async with AuthPIAdmin(api_key=("key_…", "secret")) as admin:
    user = await admin.issuer("i_…").users.create({"email": "alice@example.com"})
"""

from __future__ import annotations

from authpi_admin._call.raw_response import RawResponse, with_raw_response
from authpi_admin._edit import edit
from authpi_admin._http.aiohttp import AioHttpClient
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
    "edit",
    "with_raw_response",
]
