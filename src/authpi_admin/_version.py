"""The version of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "2.0.0"

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name != "SDK_VERSION":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from authpi_admin._v1.names import moved  # noqa: PLC0415 - only programs written for 1.x use it

        return moved(__name__, name)
