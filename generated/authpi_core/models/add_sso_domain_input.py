"""The body `AddSsoDomainInput`."""

from typing_extensions import TypedDict


class AddSsoDomainInput(TypedDict):
    """The domain to add."""

    domain: str
    """For example `acme.com`."""
