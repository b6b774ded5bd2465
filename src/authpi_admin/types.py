"""Public names of the generated models, bodies and enums, and of the two bodies that have a short form."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from authpi_core import models
from authpi_core.types import IfMatch, JsonObject, Metadata, Timeout, UnixMilliseconds, with_extra

from authpi_admin._call.credentials import ApiKeySource, OnTokenExpired
from authpi_admin._call.retry import RetryOptions
from authpi_admin._http.protocol import HttpClient, HttpResponse

if TYPE_CHECKING:
    from authpi_core.models import *  # noqa: F403 - every name of the document is public

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
# The bodies of failures: what is raised has these names, in `authpi_admin.errors`, and only that can be caught.
__all__.remove("ApiError")  # noqa: PYI056 - mypy and pyright, which check this, know it
__all__.remove("FieldError")  # noqa: PYI056 - as above
__all__.remove("PreconditionFailedError")  # noqa: PYI056 - as above
