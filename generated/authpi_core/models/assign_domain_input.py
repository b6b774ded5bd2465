"""The body `AssignDomainInput`."""

from typing_extensions import TypedDict


class AssignDomainInput(TypedDict):
    """The issuer to assign the domain to.

    Its members are inferred, not documented: treat them as unverified.
    """

    issuer_id: str
