"""The body `CreateDomainInput`."""

from typing_extensions import TypedDict


class CreateDomainInput(TypedDict):
    """The domain to add to the account."""

    host: str
    """Host name, for example `auth.example.com`."""
