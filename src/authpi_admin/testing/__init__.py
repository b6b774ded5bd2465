"""Provides the local AuthPI Core API, for tests and for development without the real API: `CoreAPI`.

It requires the extra `testing`: `pip install "authpi-admin[testing]"`. It is loaded on first use, since pytest imports
this package for its fixtures in every test run.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = ["Clock", "CoreAPI", "Received", "UnknownKeysWarning", "mock_admin"]


class UnknownKeysWarning(UserWarning):
    """A request body has a key that the OpenAPI document does not describe."""


if TYPE_CHECKING:
    from authpi_admin.testing._clock import Clock
    from authpi_admin.testing._core_api import CoreAPI
    from authpi_admin.testing._mock import mock_admin
    from authpi_admin.testing._request_log import Received
else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        homes = {"Clock": "_clock", "CoreAPI": "_core_api", "Received": "_request_log", "mock_admin": "_mock"}
        try:
            return getattr(import_module(f"{__name__}.{homes[name]}"), name)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in {"jsonschema", "pyotp", "referencing", "starlette"}:
                raise
            message = f'{error.name} is missing: pip install "authpi-admin[testing]"'
            raise ImportError(message, name=error.name) from error

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
