"""The module of version 1.x whose names are in `authpi_admin.types` now. Each is deprecated, with a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

if not TYPE_CHECKING:  # a type checker reports the names that are to be replaced
    from authpi_admin._v1.names import NAMES, moved

    __all__ = list(NAMES[__name__])

    def __getattr__(name: str) -> object:
        return moved(__name__, name)
