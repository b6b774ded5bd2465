"""The body AssignDomainInput."""

from __future__ import annotations

from typing import TypedDict


class AssignDomainInput(TypedDict):
    """The issuer to serve on the domain.

    Its members are inferred, not documented: treat them as unverified.
    """

    issuer_id: str
