"""The body `AddSsoDomainInput`."""

from typing_extensions import TypedDict


class AddSsoDomainInput(TypedDict):
    """A domain to verify."""

    domain: str
    """For example `acme.com`."""
