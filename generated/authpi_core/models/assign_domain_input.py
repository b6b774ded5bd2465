"""The body `AssignDomainInput`."""

from typing_extensions import TypedDict


class AssignDomainInput(TypedDict):
    """The issuer to assign the domain to.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    issuer_id: str
    """Id of the issuer."""
