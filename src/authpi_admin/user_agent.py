"""The module of version 1.x for the `User-Agent` header, which the client now sends itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if not TYPE_CHECKING:  # a type checker reports the names that are to be replaced
    from authpi_admin._v1.names import moved

    def __getattr__(name: str) -> object:
        return moved(__name__, name)
