"""The local AuthPI Core API, for tests and for machines without the real one: `CoreAPI`.

It needs the extra `testing`: `pip install "authpi-admin[testing]"`.
"""

try:
    from authpi_admin.testing._app import Received
    from authpi_admin.testing._clock import Clock
    from authpi_admin.testing._core_api import CoreAPI
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] not in {"jsonschema", "pyotp", "referencing", "starlette"}:
        raise
    message = f'{error.name} is missing: pip install "authpi-admin[testing]"'
    raise ImportError(message, name=error.name) from error

__all__ = ["Clock", "CoreAPI", "Received"]
