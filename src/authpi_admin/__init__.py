"""Async SDK for the AuthPI Core API.

async with AuthPIAdmin(api_key=("key_…", "secret")) as admin:
    user = await admin.issuer("i_…").users.create({"email": "alice@example.com"})
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from authpi_admin.scopes import AgentScope, IssuerScope, OrganizationScope, UserScope, WebhookScope

__all__ = [
    "AccountResolutionError",
    "AgentScope",
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
    "IssuerScope",
    "MalformedResponseError",
    "NotFoundError",
    "OrganizationScope",
    "Page",
    "Pages",
    "PaymentRequiredError",
    "PreconditionFailedError",
    "RateLimitError",
    "RawResponse",
    "ServerError",
    "ServiceUnavailableError",
    "UnexpectedError",
    "UserScope",
    "ValidationError",
    "WebhookScope",
    "__version__",
    "edit",
    "with_raw_response",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name != "WebhookEventType":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from authpi_admin._v1.names import moved  # noqa: PLC0415 - only programs written for 1.x use it

        return moved(__name__, name)
