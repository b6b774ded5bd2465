"""The model `BackupCodes`."""

from __future__ import annotations

from pydantic import Field

from authpi_core.model import Model


class BackupCodes(Model):
    """New backup codes. They are returned only once."""

    codes: list[str] = Field(repr=False)
    """Backup codes."""
