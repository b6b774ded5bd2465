"""The body CreateDomainInput."""

from __future__ import annotations

from typing import TypedDict


class CreateDomainInput(TypedDict):
    """A domain to add to the account."""

    host: str
    """Host name, for example `auth.example.com`."""
