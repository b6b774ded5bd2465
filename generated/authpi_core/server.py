"""The address of the API."""

from __future__ import annotations

from typing import Final

BASE_URL: Final = "https://api.authpi.com"
"""The server that the OpenAPI document names; empty if it names none, so that a client must be told."""
