"""Exports the generated models, bodies and enums, the bodies with a short form, and the types of options."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from authpi_core import models
from authpi_core.types import IfMatch, JsonObject, Metadata, Timeout, UnixMilliseconds, with_extra

from authpi_admin._call.credentials import ApiKeySource, OnTokenExpired
from authpi_admin._call.retry import RetryOptions
from authpi_admin._http.protocol import HttpClient, HttpResponse

if TYPE_CHECKING:
    from authpi_core.models import *  # noqa: F403 - all names of the OpenAPI document are public

    from authpi_admin.resources.bodies import NewUserInput, NewWebhookInput
else:

    def __getattr__(name: str) -> object:
        if name in {"NewUserInput", "NewWebhookInput"}:
            return getattr(import_module("authpi_admin.resources.bodies"), name)
        if name in __all__:
            return getattr(models, name)
        if name.startswith("__"):  # an import looks for `__path__`
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from authpi_admin._v1.names import moved  # noqa: PLC0415 - only programs written for 1.x use it

        return moved(__name__, name)

    def __dir__() -> list[str]:
        return sorted(__all__)


__all__ = [
    "ApiKeySource",
    "HttpClient",
    "HttpResponse",
    "IfMatch",
    "JsonObject",
    "Metadata",
    "NewUserInput",
    "NewWebhookInput",
    "OnTokenExpired",
    "RetryOptions",
    "Timeout",
    "UnixMilliseconds",
    "with_extra",
]
__all__ += models.__all__
# The models of error bodies have the names of exceptions in `authpi_admin.errors`, and must not be mistaken for them.
__all__.remove("ApiError")  # noqa: PYI056 - mypy and pyright support it
__all__.remove("FieldError")  # noqa: PYI056 - as above
__all__.remove("PreconditionFailedError")  # noqa: PYI056 - as above
