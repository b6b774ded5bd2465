"""The body `TrustDeviceInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class TrustDeviceInput(TypedDict):
    """The device to trust.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    fingerprint: str
    name: NotRequired[str | None]
    user_agent: NotRequired[str | None]
