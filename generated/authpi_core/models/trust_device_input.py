"""The body `TrustDeviceInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class TrustDeviceInput(TypedDict):
    """The device to trust.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    fingerprint: str
    """Fingerprint of the device."""
    name: NotRequired[str | None]
    """Name of the device."""
    user_agent: NotRequired[str | None]
    """User agent of the device."""
