"""The body AddSsoDomainInput."""

from __future__ import annotations

from typing import TypedDict


class AddSsoDomainInput(TypedDict):
    """A domain to verify."""

    domain: str
    """For example `acme.com`."""
